package io.cordon.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class DemoConnectionsIT {
  private final SparkSession spark = SharedSpark.session();

  @Test
  void theTableHasTheColumnsOfKddCup99AndTheWantedRows() {
    Dataset<Row> table =
        Datasets.named("demo").table(spark, DatasetRequest.generated(DemoSettings.DEFAULTS));
    assertThat(table.schema().fieldNames()).isEqualTo(KddTable.schema().fieldNames());
    Row counts =
        table
            .selectExpr(
                "count(*)",
                "count(distinct row)",
                "sum(label)",
                "count(distinct attack)",
                "min(row)",
                "max(row)")
            .head();
    assertThat(counts.getLong(0)).isEqualTo(200_000);
    assertThat(counts.getLong(1)).isEqualTo(200_000);
    assertThat(counts.getLong(2)).isEqualTo(6_000);
    assertThat(counts.getLong(3)).isEqualTo(7);
    assertThat(counts.getLong(4)).isEqualTo(1);
    assertThat(counts.getLong(5)).isEqualTo(200_000);
  }

  @Test
  void thePartitioningChangesNoRow() {
    DemoSettings settings = new DemoSettings(3_000, 0.05, 17);
    List<Row> expected =
        new DemoConnections()
            .table(spark, DatasetRequest.generated(settings))
            .sort("row")
            .collectAsList();
    String before = spark.conf().get("spark.sql.leafNodeDefaultParallelism", null);
    spark.conf().set("spark.sql.leafNodeDefaultParallelism", "13");
    try {
      Dataset<Row> table = new DemoConnections().table(spark, DatasetRequest.generated(settings));
      assertThat(table.rdd().getNumPartitions()).isEqualTo(13);
      assertThat(table.sort("row").collectAsList()).isEqualTo(expected);
    } finally {
      if (before == null) {
        spark.conf().unset("spark.sql.leafNodeDefaultParallelism");
      } else {
        spark.conf().set("spark.sql.leafNodeDefaultParallelism", before);
      }
    }
  }

  @Test
  void noCellIsNullAndTheCategoriesFit() {
    Dataset<Row> table =
        new DemoConnections()
            .table(spark, DatasetRequest.generated(new DemoSettings(3_000, 0.1, 2)));
    assertThat(table.na().drop().count()).isEqualTo(3_000);
    assertThat(table.where("category = 'dos'").count()).isEqualTo(300 * 12 / 20);
    assertThat(table.where("category = 'u2r'").count()).isEqualTo(300 / 20);
    assertThat(table.where("category = 'normal'").count()).isEqualTo(2_700);
  }

  @Test
  void theHoldOutProtocolAppliesToIt() {
    DatasetRequest request =
        DatasetRequest.generated(new DemoSettings(4_000, 0.2, 2))
            .heldOut(HoldOut.half(0.1, 1, HoldOut.Part.TRAIN));
    Row counts =
        new DemoConnections()
            .table(spark, request)
            .selectExpr("sum(label)", "sum(1 - label)")
            .head();
    assertThat(counts.getLong(0)).isEqualTo(Math.round(counts.getLong(1) / 9.0));
  }
}
