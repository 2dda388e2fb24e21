package io.cordon.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class OfficialPartsIT {
  private static final int IMAGES = 12;

  private final SparkSession spark = SharedSpark.session();

  /**
   * So many images a part; the pixels of row r are r and 100 r, with 1000 more in the part test.
   */
  private Dataset<Row> images() {
    List<Row> rows = new ArrayList<>();
    for (String part : ImageDataset.PARTS) {
      float more = part.equals("test") ? 1000 : 0;
      for (long row = 1; row <= IMAGES; row++) {
        float[] pixels = {row + more, 100 * row + more};
        rows.add(RowFactory.create(part, row, (int) row % 10, pixels));
      }
    }
    return spark
        .createDataFrame(rows, ImageTable.schema())
        .selectExpr("part", "row", "class", "0 as label", "pixels");
  }

  private static List<Float> firstPixels(Dataset<Row> rows) {
    return rows.orderBy("row").collectAsList().stream()
        .map(row -> row.<Float>getList(row.fieldIndex("pixels")).get(0))
        .toList();
  }

  private Dataset<Row> means(int count, long seed) {
    return new ImageMeans(5, count, seed)
        .select(images(), "label", HoldOut.Part.TEST)
        .where("label = 1");
  }

  @Test
  void imagesOfAllClassesTrainAndTheTestPartMeetsTheMeansOfTwoOfItsImages() {
    Dataset<Row> train = new ImageMeans(5, 0, 1).select(images(), "label", HoldOut.Part.TRAIN);
    assertThat(train.selectExpr("count(*)", "count_if(part = 'train')", "sum(label)").head())
        .isEqualTo(RowFactory.create(5L, 5L, 0L));
    Dataset<Row> test = new ImageMeans(5, 0, 1).select(images(), "label", HoldOut.Part.TEST);
    assertThat(
            test.selectExpr("count_if(label = 0)", "count_if(label = 1)", "count(distinct row)")
                .head())
        .isEqualTo(RowFactory.create((long) IMAGES, (long) IMAGES, 2L * IMAGES));
    assertThat(test.select("class").where("class is null").count()).isEqualTo(IMAGES);
  }

  @Test
  void aMeanIsOfTwoDifferentImagesOfTheTestPart() {
    Set<Float> possible = new HashSet<>();
    for (int one = 1; one <= IMAGES; one++) {
      for (int other = one + 1; other <= IMAGES; other++) {
        possible.add(1000 + (one + other) / 2f);
      }
    }
    List<Row> drawn = means(300, 1).collectAsList();
    assertThat(drawn).hasSize(300);
    Set<Float> found = new HashSet<>();
    for (Row row : drawn) {
      List<Float> pixels = row.getList(row.fieldIndex("pixels"));
      found.add(pixels.get(0));
      assertThat(pixels.get(1) - 1000)
          .as("of the same two")
          .isEqualTo(100 * (pixels.get(0) - 1000));
    }
    assertThat(found).as("the mean of an image with itself would be 1001").isEqualTo(possible);
  }

  @Test
  void theMeansDependOnTheSeedAndNothingElse() {
    List<Float> drawn = firstPixels(means(20, 1));
    assertThat(firstPixels(means(20, 1))).isEqualTo(drawn);
    assertThat(firstPixels(means(20, 2))).isNotEqualTo(drawn);
  }

  @Test
  void onlyRowsThatDifferFromAllThatTrainAreUnseen() {
    Dataset<Row> table =
        spark.sql(
            """
            select * from values
              ('train', 1, 0, array(1f, 0f), 'a'), ('train', 2, 0, array(0f, 1f), 'b'),
              ('train', 3, 1, array(5f, 5f), 'an anomaly does not train'),
              ('test', 1, 0, array(1f, 0f), 'of other letters'), ('test', 2, 1, array(0f, 1f), 'b'),
              ('test', 3, 0, array(1f, 1f), 'a'), ('test', 4, 1, array(5f, 5f), 'c')
            as t(part, row, label, steps, events)
            """);
    Dataset<Row> unseen = OfficialParts.unseen(table, "label", HoldOut.Part.TEST, List.of("steps"));
    assertThat(unseen.where("part = 'test'").select("row").orderBy("row").collectAsList())
        .containsExactly(RowFactory.create(3), RowFactory.create(4));
    assertThat(unseen.count()).isEqualTo(2);
    assertThat(OfficialParts.unseen(table, "label", HoldOut.Part.TRAIN, List.of("steps")).count())
        .isEqualTo(2);
  }
}
