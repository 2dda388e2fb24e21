package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.zip_with;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Multi-class normality (paper 004): images of all classes train, without a word of which is which;
 * all images of the part {@code test} are normal, and the anomalies are each the pixel mean of two
 * different ones of them, drawn by the seed. Two may be of one class, as in the paper.
 *
 * @param train images of the part {@code train} that train, drawn by the seed; 0 for all
 * @param anomalies means of two to test with; 0 for as many as there are images in that part
 * @param seed two seeds give two independent draws
 */
public record ImageMeans(int train, int anomalies, long seed) {
  private static final String FIRST = "first";
  private static final String SECOND = "second";

  /**
   * The rows of a part. A mean has no class, and its row follows those of the images.
   *
   * @param table of a data set of images whose classes are all normal
   * @param label 1 = anomaly, 0 = normal
   */
  public Dataset<Row> select(Dataset<Row> table, String label, HoldOut.Part part) {
    Dataset<Row> test = OfficialParts.select(table, label, HoldOut.Part.TEST);
    return switch (part) {
      case ALL -> table;
      case TRAIN ->
          new Mixture(train, 0, seed)
              .select(
                  OfficialParts.select(table, label, part),
                  List.of(ImageTable.PART, ImageTable.ROW),
                  label);
      case TEST -> test.unionByName(means(test, label));
    };
  }

  private Dataset<Row> means(Dataset<Row> test, String label) {
    long images = test.count();
    Dataset<Row> one = test.select(col(ImageTable.ROW).as(FIRST), col(ImageTable.PIXELS).as("a"));
    Dataset<Row> other =
        test.select(col(ImageTable.ROW).as(SECOND), col(ImageTable.PIXELS).as("b"));
    Column mean =
        zip_with(col("a"), col("b"), (x, y) -> x.plus(y).divide(lit(2)).cast(DataTypes.FloatType));
    return pairs(test, images)
        .join(one, FIRST)
        .join(other, SECOND)
        .select(
            lit("test").as(ImageTable.PART),
            col(ImageTable.ROW),
            lit(null).cast(DataTypes.IntegerType).as(ImageTable.CLASS),
            lit(1).as(label),
            mean.as(ImageTable.PIXELS));
  }

  /** Which two images make which row. */
  private Dataset<Row> pairs(Dataset<Row> test, long images) {
    StructType schema =
        new StructType()
            .add(ImageTable.ROW, DataTypes.LongType, false)
            .add(FIRST, DataTypes.LongType, false)
            .add(SECOND, DataTypes.LongType, false);
    List<Row> drawn =
        LongStream.rangeClosed(1, anomalies == 0 ? images : anomalies)
            .mapToObj(number -> pair(number, images))
            .toList();
    return test.sparkSession().createDataFrame(drawn, schema);
  }

  private Row pair(long number, long images) {
    Draws draws = new Draws(seed, number);
    long first = draws.between(1, images);
    // one of the others: those from the first on move up by one
    long second = draws.between(1, images - 1);
    return RowFactory.create(images + number, first, second < first ? second : second + 1);
  }
}
