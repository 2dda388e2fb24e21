package io.cordon.datasets;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Images as a table: {@code part} (the name of the file), {@code row} (the image's place in it,
 * from 1), {@code class} (null where there is none), {@code pixels} (values in [0, 1] row by row,
 * the channels of a pixel side by side).
 */
final class ImageTable {
  static final String PART = "part";
  static final String ROW = "row";
  static final String CLASS = "class";
  static final String PIXELS = "pixels";

  private ImageTable() {}

  static StructType schema() {
    return new StructType()
        .add(PART, DataTypes.StringType, false)
        .add(ROW, DataTypes.LongType, false)
        .add(CLASS, DataTypes.IntegerType, true)
        .add(PIXELS, DataTypes.createArrayType(DataTypes.FloatType, false), false);
  }

  /** The table of some files, read when the table is, in slices of some thousand images. */
  static Dataset<Row> of(SparkSession spark, List<ImageFile> files) {
    int slices = files.stream().mapToInt(ImageRows::slices).sum();
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(IntStream.range(0, slices).boxed().toList(), slices)
            .flatMap(new ImageRows(files.toArray(ImageFile[]::new), hadoop));
    return spark.internalCreateDataFrame(rows.rdd(), schema(), false);
  }
}
