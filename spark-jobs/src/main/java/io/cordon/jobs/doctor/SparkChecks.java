package io.cordon.jobs.doctor;

import io.cordon.error.UserException;
import java.security.CodeSource;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** Which Spark runs the jobs, and whether it runs one. */
public final class SparkChecks {
  private static final String SERIES = "3.5.";

  private SparkChecks() {}

  /** Version, Scala version and origin of the Spark on the class path. */
  public static Finding version() {
    CodeSource source = SparkContext.class.getProtectionDomain().getCodeSource();
    String origin = source == null ? "an unknown place" : source.getLocation().getPath();
    return version(
        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        scala.util.Properties.versionNumberString(),
        origin);
  }

  static Finding version(String spark, String scala, String origin) {
    String found = spark + " for Scala " + scala + " from " + origin;
    if (!scala.startsWith("2.12.")) {
      return Finding.error(
          "spark", found, "use a Spark built for Scala 2.12: no class of another fits");
    }
    if (!spark.startsWith(SERIES)) {
      return Finding.warning(
          "spark",
          found,
          "Cordon is built and tested with Spark " + SERIES + "x: use one, or unset SPARK_HOME");
    }
    return Finding.ok("spark", found);
  }

  /** Opens a session and counts a few rows on its executors. */
  public static Finding session(Supplier<SparkSession> open) {
    try (SparkSession session = open.get()) {
      int cores = session.sparkContext().defaultParallelism();
      long rows = session.range(0, 1000, 1, cores).count();
      String found =
          "master "
              + session.sparkContext().master()
              + " counted "
              + rows
              + " rows with parallelism "
              + cores;
      return Finding.ok("session", found);
    } catch (UserException refused) {
      return Finding.error("session", "refused", refused.getMessage());
    } catch (RuntimeException e) {
      return Finding.error(
          "session",
          "Spark did not run a job: " + e,
          "check CORDON_MASTER, the cluster and its logs");
    }
  }
}
