package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.datasets.HoldOut;
import io.cordon.jobs.reproduce.Protocol;
import io.cordon.jobs.reproduce.Protocol.Split;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.spark.SharedSession;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What the settings of the protocols of sequences make of a split. */
class TablePartsIT {

  private static Dataset<Row> part(
      String protocol, Dataset<Row> table, int split, HoldOut.Part part) {
    Protocol named = Protocol.named(protocol);
    Split wanted = named.splits().get(split);
    RunSettings settings = RunSettings.of(named.methods().get(0).settings());
    return TableParts.of(table, wanted, 1, settings, part);
  }

  /** 400 proteins of 4 windows, of which every other is an anomaly. */
  private static Dataset<Row> windows() {
    return SharedSession.session()
        .range(1600)
        .selectExpr(
            "id div 4 as row",
            "cast(id % 4 as int) as window",
            "cast(id div 4 % 2 as int) as label",
            "array(0f) as steps");
  }

  @Test
  void aMixtureOfTextsIsDrawnWindowByWindow() {
    Dataset<Row> tested = part("protein", windows(), 0, HoldOut.Part.TEST);
    assertThat(tested.selectExpr("count_if(label = 0)", "count_if(label = 1)").head())
        .isEqualTo(RowFactory.create(154L, 5L));
    assertThat(
            part("protein", windows(), 0, HoldOut.Part.TRAIN)
                .selectExpr("count(*)", "sum(label)")
                .head())
        .isEqualTo(RowFactory.create(154L, 0L));
  }

  @Test
  void noWindowOfATextThatTrainsIsTested() {
    Dataset<Row> train = part("protein", windows(), 1, HoldOut.Part.TRAIN);
    Dataset<Row> test = part("protein", windows(), 1, HoldOut.Part.TEST);
    assertThat(train.selectExpr("count(*)", "count(distinct row)").head())
        .isEqualTo(RowFactory.create(400L, 100L));
    assertThat(test.count()).isEqualTo(1200);
    assertThat(train.select("row").intersect(test.select("row")).count()).isZero();
  }

  @Test
  void aSessionIsUnseenWhereItsStepsAreWhateverElseItHas() {
    Dataset<Row> sessions =
        SharedSession.session()
            .sql(
                """
                select * from values
                  ('train', 'a', 1L, 0, '5 5', array(1f, 0f)), ('test', 'b', 1L, 0, '5 5 5', array(1f, 0f)),
                  ('test', 'b', 2L, 1, '5 5', array(0f, 1f))
                as t(part, file, row, label, events, steps)
                """);
    assertThat(part("hdfs", sessions, 0, HoldOut.Part.TEST).count()).isEqualTo(2);
    assertThat(part("hdfs", sessions, 1, HoldOut.Part.TEST).select("row").collectAsList())
        .containsExactly(RowFactory.create(2L));
  }
}
