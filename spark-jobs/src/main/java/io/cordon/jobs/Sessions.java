package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.rows.RecordSerialisation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the Spark session of a job, the same under every launcher: it forces the settings without
 * which Spark is silent about bad data, and refuses those that lose rows or files.
 */
public final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final String COMMITTER = "mapreduce.fileoutputcommitter.algorithm.version";

  /** Corrupt and missing files would vanish from the table without a word. */
  private static final List<String> REFUSED_WHEN_TRUE =
      List.of(
          "spark.files.ignoreCorruptFiles",
          "spark.files.ignoreMissingFiles",
          "spark.sql.files.ignoreCorruptFiles",
          "spark.sql.files.ignoreMissingFiles");

  private Sessions() {}

  /** Opens a session with the settings that the launcher passed on. */
  public static SparkSession open(String name) {
    return open(name, new SparkConf());
  }

  /**
   * Opens a session.
   *
   * @throws UserException {@link ExitCode#USAGE} when a setting is one that loses data
   */
  public static SparkSession open(String name, SparkConf conf) {
    refuse(conf);
    KerberosLogin.where(conf);
    for (Map.Entry<String, String> forced : forced().entrySet()) {
      String given = conf.get(forced.getKey(), forced.getValue());
      if (!given.equalsIgnoreCase(forced.getValue())) {
        LOG.warn(
            "{} is {} here, not {}: dates, numbers and partitions must mean the same in every run",
            forced.getKey(),
            forced.getValue(),
            given);
      }
      conf.set(forced.getKey(), forced.getValue());
    }
    letSleep(conf);
    Scratch.require(conf);
    RecordSerialisation.register(conf);
    SparkSession session =
        SparkSession.builder().config(conf).appName("cordon " + name).getOrCreate();
    refuseCommitter(session);
    Patience.limit(session.sparkContext().hadoopConfiguration());
    return session;
  }

  private static Map<String, String> forced() {
    Map<String, String> forced = new LinkedHashMap<>();
    forced.put("spark.sql.session.timeZone", "UTC");
    // A number that does not fit is an error, never null and never another number.
    forced.put("spark.sql.ansi.enabled", "true");
    // Else the partitions 007 and 7 are one.
    forced.put("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
    // Else a flipped bit in an uncompressed page is a wrong sum without an error.
    forced.put("spark.hadoop.parquet.page.verify-checksum.enabled", "true");
    return forced;
  }

  /**
   * On local Spark the executor is this very process: if it is silent, the machine slept, and Spark
   * would take it for lost when it wakes.
   */
  private static void letSleep(SparkConf conf) {
    String master = conf.get("spark.master", "");
    if (master.startsWith("local") && !master.startsWith("local-cluster")) {
      conf.setIfMissing("spark.storage.blockManagerHeartbeatTimeoutMs", "365d");
    }
  }

  private static void refuse(SparkConf conf) {
    for (String key : REFUSED_WHEN_TRUE) {
      if (conf.getBoolean(key, false)) {
        throw new UserException(
            ExitCode.USAGE,
            "Every file of a table must be read, but the Spark setting "
                + key
                + " is true and drops files silently: set it to false.");
      }
    }
    refuseCommitter(conf.get("spark.hadoop." + COMMITTER, "1"));
  }

  /**
   * The cluster's own files may set it as well, and they are known only once the session is open.
   */
  private static void refuseCommitter(SparkSession session) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    try {
      refuseCommitter(hadoop.get(COMMITTER, "1"));
    } catch (UserException refused) {
      session.stop();
      throw refused;
    }
  }

  private static void refuseCommitter(String version) {
    if (version.strip().equals("2")) {
      throw new UserException(
          ExitCode.USAGE,
          "A failed task must leave no rows behind, but "
              + COMMITTER
              + " is 2, which commits tasks one by one: set spark.hadoop."
              + COMMITTER
              + " to 1.");
    }
  }
}
