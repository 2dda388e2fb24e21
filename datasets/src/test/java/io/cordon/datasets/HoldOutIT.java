package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class HoldOutIT {
  private static final int ROWS = 20_000;

  /** A quarter of the rows are anomalies. */
  private static Dataset<Row> table() {
    return SharedSpark.session()
        .range(ROWS)
        .selectExpr("id as row", "cast(id % 4 = 0 as int) as label");
  }

  private static Dataset<Row> select(Dataset<Row> table, HoldOut protocol) {
    return protocol.select(table, List.of("row"), "label");
  }

  private static List<Long> rows(Dataset<Row> table) {
    return table.select(col("row").cast("bigint")).sort("row").as(Encoders.LONG()).collectAsList();
  }

  @Test
  void trainingAndTestPartMakeTheWholeTable() {
    OptionalDouble all = OptionalDouble.empty();
    List<Long> train = rows(select(table(), new HoldOut(0.3, all, 5, HoldOut.Part.TRAIN)));
    List<Long> test = rows(select(table(), new HoldOut(0.3, all, 5, HoldOut.Part.TEST)));
    assertThat(train).doesNotContainAnyElementsOf(test);
    assertThat(train.size() + test.size()).isEqualTo(ROWS);
    // Binomial(20000, 0.3) has a standard deviation of 65: 3.3 of them are passed with a
    // probability below 0.001.
    assertThat(test.size()).isBetween(6_000 - 214, 6_000 + 214);
    assertThat(rows(select(table(), new HoldOut(0.3, all, 5, HoldOut.Part.ALL)))).hasSize(ROWS);
  }

  @Test
  void theContaminationIsExactAndKeepsEveryRowOfTheNormalClass() {
    Dataset<Row> half =
        select(table(), new HoldOut(0.5, OptionalDouble.empty(), 5, HoldOut.Part.TRAIN));
    long normals = half.where("label = 0").count();
    for (double contamination : new double[] {0, 0.0001, 0.05, 0.1, 0.2}) {
      Dataset<Row> train = select(table(), HoldOut.half(contamination, 5, HoldOut.Part.TRAIN));
      assertThat(train.where("label = 0").count()).isEqualTo(normals);
      assertThat(train.where("label = 1").count())
          .as("%s", contamination)
          .isEqualTo(Math.round(normals * contamination / (1 - contamination)));
      assertThat(rows(half)).containsAll(rows(train));
    }
  }

  @Test
  void aHigherContaminationAddsToTheSameAnomalies() {
    assertThat(rows(select(table(), HoldOut.half(0.2, 5, HoldOut.Part.TRAIN))))
        .containsAll(rows(select(table(), HoldOut.half(0.1, 5, HoldOut.Part.TRAIN))));
  }

  @Test
  void orderPartitioningAndTheWidthOfTheIdChangeNothing() {
    HoldOut protocol = HoldOut.half(0.1, 8, HoldOut.Part.TRAIN);
    List<Long> expected = rows(select(table(), protocol));
    assertThat(rows(select(table().repartition(7).sort(col("row").desc()), protocol)))
        .isEqualTo(expected);
    assertThat(rows(select(table().withColumn("row", col("row").cast("int")), protocol)))
        .isEqualTo(expected);
    assertThat(rows(select(table(), HoldOut.half(0.1, 9, HoldOut.Part.TRAIN))))
        .isNotEqualTo(expected);
  }

  @Test
  void tooFewAnomaliesAreAnErrorButNotIfAlmostEnough() {
    assertFails(
        () -> select(table(), HoldOut.half(0.5, 5, HoldOut.Part.TRAIN)),
        ExitCode.BAD_DATA,
        "A contamination of 0.5 needs ",
        "but the training part has only ");
    Dataset<Row> half =
        select(table(), new HoldOut(0.5, OptionalDouble.empty(), 5, HoldOut.Part.TRAIN));
    assertThat(select(table(), HoldOut.half(0.258, 5, HoldOut.Part.TRAIN)).count())
        .isEqualTo(half.count());
  }

  @Test
  void otherLabelsThanZeroAndOneAreRefused() {
    Dataset<Row> strange = table().selectExpr("row", "if(row < 50, 2, label) as label");
    assertFails(
        () -> select(strange, HoldOut.half(0.1, 5, HoldOut.Part.TRAIN)),
        ExitCode.BAD_DATA,
        "Every label must be 0",
        "rows have 2");
    Dataset<Row> missing = table().selectExpr("row", "if(row < 50, null, label) as label");
    assertFails(
        () -> select(missing, HoldOut.half(0.1, 5, HoldOut.Part.TRAIN)),
        ExitCode.BAD_DATA,
        "Every label must be 0",
        "rows have null");
  }
}
