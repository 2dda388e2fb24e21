package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalHalfIT {
  private final SparkSession spark = SharedSpark.session();
  @TempDir private Path folder;

  private Dataset<Row> real(String name) {
    Path data = RealData.folderWith(name + "/" + name + ".csv.gz");
    return Datasets.named(name).table(spark, DatasetRequest.in(data.toString()));
  }

  private static List<Row> counts(Dataset<Row> table) {
    return table.selectExpr("count(*)", "sum(label)", "count(distinct row)").collectAsList();
  }

  private static List<Long> rows(Dataset<Row> table) {
    return table.select("row").collectAsList().stream()
        .map(row -> row.getLong(0))
        .sorted()
        .toList();
  }

  @Test
  void theRealTablesHaveTheirPublishedSizes() {
    assertThat(counts(real("thyroid")).toString()).isEqualTo("[[3772,93,3772]]");
    assertThat(real("thyroid").columns()).hasSize(8);
    assertThat(counts(real("arrhythmia")).toString()).isEqualTo("[[452,66,452]]");
    assertThat(real("arrhythmia").columns()).hasSize(276);
  }

  @Test
  void oneHalfOfTheNormalRowsTrainsAndAllElseTests() {
    Dataset<Row> thyroid = real("thyroid");
    NormalHalf half = new NormalHalf(true, 7);
    Dataset<Row> train = half.select(thyroid, "row", "label", HoldOut.Part.TRAIN);
    Dataset<Row> test = half.select(thyroid, "row", "label", HoldOut.Part.TEST);
    assertThat(counts(train).toString()).isEqualTo("[[1839,0,1839]]");
    assertThat(counts(test).toString()).isEqualTo("[[1933,93,1933]]");
    assertThat(rows(train)).doesNotContainAnyElementsOf(rows(test));
    assertThat(rows(train))
        .isEqualTo(rows(half.select(thyroid.repartition(5), "row", "label", HoldOut.Part.TRAIN)))
        .isNotEqualTo(
            rows(new NormalHalf(true, 8).select(thyroid, "row", "label", HoldOut.Part.TRAIN)));
  }

  @Test
  void theOrderOfTheFileTakesTheFirstHalf() throws IOException {
    Dataset<Row> table = written("x1,y", "5,0", "4,1", "3,0", "2,0", "1,1", "0,0", "9,0");
    NormalHalf first = new NormalHalf(false, 0);
    assertThat(rows(first.select(table, "row", "label", HoldOut.Part.TRAIN)))
        .containsExactly(1L, 3L);
    assertThat(rows(first.select(table, "row", "label", HoldOut.Part.TEST)))
        .containsExactly(2L, 4L, 5L, 6L, 7L);
  }

  @Test
  void linesThatDoNotFitAndTablesWithoutRowsAreTold() throws IOException {
    for (String bad : new String[] {"1", "1,2,0", "a,0", "1,x", "", "1,0,"}) {
      assertFails(
          () -> written("x1,y", "5,0", bad),
          ExitCode.BAD_DATA,
          "must hold 1 numbers and a label 0 or 1, but line 3 does not: \"" + bad);
    }
    assertFails(() -> written("x1,y"), ExitCode.BAD_DATA, "holds no data");
    Dataset<Row> one = written("x1,y", "5,0", "4,1");
    assertFails(
        () -> new NormalHalf(true, 1).select(one, "row", "label", HoldOut.Part.TRAIN),
        ExitCode.BAD_DATA,
        "needs at least two, but the table has 1");
  }

  private Dataset<Row> written(String... lines) throws IOException {
    Files.writeString(folder.resolve("thyroid.csv"), String.join("\n", lines) + "\n");
    return Datasets.named("thyroid").table(spark, DatasetRequest.in(folder.toString()));
  }
}
