package io.cordon.benchmarks;

import io.cordon.datasets.DatasetRequest;
import io.cordon.datasets.Datasets;
import io.cordon.datasets.NamedDataset;
import io.cordon.spark.features.FeatureSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The KDD Cup 99 table of 494,021 rows, where it is there. */
final class KddData {
  private static final NamedDataset KDD = Datasets.named("kddcup99");

  private KddData() {}

  /** The data folder: CORDON_DATA, else shared/data beside the repository; empty without KDD. */
  static Optional<String> folder() {
    String named = System.getenv("CORDON_DATA");
    Path folder = named != null ? Path.of(named) : Path.of("../shared/data");
    return Files.isDirectory(folder.resolve("kddcup99"))
        ? Optional.of(folder.toAbsolutePath().normalize().toString())
        : Optional.empty();
  }

  /** Says that there is nothing to measure. */
  static void reportAbsence(String name, String title) {
    new Report(name, title)
        .note(
            "Not measured: there is no folder kddcup99 in CORDON_DATA or ../shared/data. Get it with `./submit.sh fetch kddcup99`.")
        .publish();
  }

  /** The table as one Parquet file, written when it is asked for the first time. */
  static Dataset<Row> parquet(SparkSession spark, String folder) {
    String path = Report.folder().resolve("kddcup99.parquet").toString();
    if (!Files.exists(Path.of(path, "_SUCCESS"))) {
      KDD.table(spark, DatasetRequest.in(folder))
          .coalesce(1)
          .write()
          .mode("overwrite")
          .parquet(path);
    }
    return spark.read().parquet(path);
  }

  /** What the columns are for. */
  static FeatureSettings.Roles roles() {
    return new FeatureSettings.Roles(
        KDD.idColumns(),
        Optional.of(KDD.labelColumn()),
        KDD.excludedColumns(),
        java.util.List.of());
  }
}
