package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceSetsIT {
  private final SparkSession spark = SharedSpark.session();
  @TempDir Path folder;

  private Dataset<Row> table(String name, DatasetRequest request) {
    return Datasets.named(name).table(spark, request);
  }

  private DatasetRequest inFolder() {
    return DatasetRequest.in(folder.toString());
  }

  @Test
  void hdfsHasItsSessionsInTwoPartsThatOverlapAsItSays() {
    Path data = RealData.folderWith("hdfs/hdfs_train.gz");
    Dataset<Row> table = table("hdfs", DatasetRequest.in(data.toString())).cache();
    assertThat(table.groupBy("part", "label").count().orderBy("part", "label").collectAsList())
        .containsExactly(
            RowFactory.create("test", 0, 7000L),
            RowFactory.create("test", 1, 16_838L),
            RowFactory.create("train", 0, 4855L));
    assertThat(table.select("part", "file", "row").distinct().count()).isEqualTo(28_693);
    Dataset<Row> known = table.where("part = 'train'").select("events").distinct();
    assertThat(table.where("part = 'test' and label = 0").join(known, "events").count())
        .isEqualTo(6262);
    table.unpersist();
  }

  @Test
  void ecg5000HasFiveHundredHeartbeatsOfWhichTheFirstClassIsNormal() {
    Path data = RealData.folderWith("ecg5000/ECG5000_TRAIN.txt.gz");
    DatasetRequest all = DatasetRequest.in(data.toString());
    Dataset<Row> table = table("ecg5000", all);
    assertThat(
            table
                .groupBy("class", "label")
                .agg(expr("count(distinct row)"), expr("min(size(samples))"))
                .orderBy("class")
                .collectAsList())
        .containsExactly(
            RowFactory.create(1, 0, 292L, 140),
            RowFactory.create(2, 1, 177L, 140),
            RowFactory.create(3, 1, 10L, 140),
            RowFactory.create(4, 1, 19L, 140),
            RowFactory.create(5, 1, 2L, 140));
    assertThat(table("ecg5000", all.withNormal(List.of(1, 2))).where("label = 0").count())
        .isEqualTo(469);
  }

  @Test
  void proteinsBetweenSolubleAndAggregatingAreLeftOut() {
    Path data = RealData.folderWith("protein-esol/esol_sequence_solubility.csv.gz");
    Row figures =
        table("protein", DatasetRequest.in(data.toString()))
            .selectExpr(
                "count_if(label = 0 and solubility >= 70)",
                "count_if(label = 1 and solubility <= 30)",
                "count(*)",
                "count(distinct row)",
                "min(length(sequence))",
                "count_if(sequence rlike '[^ACDEFGHIKLMNPQRSTVWY]')")
            .head();
    assertThat(figures).isEqualTo(RowFactory.create(1021L, 1233L, 2254L, 2254L, 29, 0L));
  }

  @Test
  void nabsSeriesHaveTheirWindowsAsLabels() {
    Path data = RealData.folderWith("nab/combined_windows.json");
    DatasetRequest all = DatasetRequest.in(data.toString());
    Dataset<Row> table = table("nab", all);
    assertThat(
            table
                .groupBy("series")
                .agg(expr("count(distinct row)"))
                .orderBy("series")
                .collectAsList())
        .extracting(row -> row.getString(0), row -> row.getLong(1))
        .containsExactly(
            Tuple.tuple("ambient_temperature_system_failure", 7267L),
            Tuple.tuple("machine_temperature_system_failure", 22_695L),
            Tuple.tuple("nyc_taxi", 10_320L));
    Row taxi =
        table("nab", all.ofFile("nyc_taxi"))
            .where("label = 1 and time < '2014-11-10'")
            .selectExpr("min(time)", "max(time)", "count(*)")
            .head();
    assertThat(taxi)
        .as("the marathon's window, ends included")
        .isEqualTo(RowFactory.create("2014-10-30 15:30:00", "2014-11-03 22:30:00", 207L));
  }

  @Test
  void linesThatAreNotAsTheyMustBeAreToldInOneSentence() throws IOException {
    Files.writeString(folder.resolve("hdfs_train"), "5 5 22\n\n5 x\n");
    assertFails(
        () -> table("hdfs", inFolder().ofFile("train")).count(),
        ExitCode.BAD_DATA,
        "Every line of hdfs_train must hold numbers of events that blanks part, but line 3 does not: \"5 x\"");
    Files.writeString(folder.resolve("ECG5000_TRAIN.txt"), "1.0 0.5 0.25\n");
    assertFails(
        () -> table("ecg5000", inFolder()).count(),
        ExitCode.BAD_DATA,
        "must hold a class from 1 to 5 and 140 numbers, but line 1 does not");
    Files.writeString(folder.resolve("combined_windows.json"), "{}");
    Files.writeString(folder.resolve("nyc_taxi.csv"), "timestamp,value\n2014-07-01,1\n");
    assertFails(
        () -> table("nab", inFolder().ofFile("nyc_taxi")).count(), ExitCode.BAD_DATA, "nyc_taxi");
  }

  @Test
  void partsAndFilesThatAreNotThereAreTold() {
    assertFails(
        () -> table("hdfs", inFolder().ofFile("valid")),
        ExitCode.USAGE,
        "The data set hdfs has the parts train, test, but source.file is \"valid\"");
    assertFails(
        () -> table("nab", inFolder()),
        ExitCode.STORAGE,
        "The data set nab needs the file combined_windows.json");
    assertFails(
        () -> table("protein", inFolder()),
        ExitCode.STORAGE,
        "The data set protein needs the file esol_sequence_solubility.csv.gz");
  }
}
