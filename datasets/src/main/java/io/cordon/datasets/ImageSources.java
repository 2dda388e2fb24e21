package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.split;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Images as they lie in lakes. Every format gives a column {@code pixels}: floats in [0, 1], row by
 * row, the channels of a pixel side by side.
 *
 * <ul>
 *   <li>{@code images}: folders of PNG and JPEG files, whatever lies beside them; columns {@code
 *       path}, {@code class} (the name of the file's folder), {@code pixels}. Options {@code
 *       height}, {@code width} and {@code channels} (1 for grey, 3 for red, green and blue).
 *   <li>{@code idx}: IDX files of images; columns {@code part} (the file's name), {@code row},
 *       {@code class} (null), {@code pixels}
 *   <li>{@code cifar}: files of CIFAR-10's binary form; the same columns, with classes
 * </ul>
 */
final class ImageSources {
  static final Set<String> FORMATS = Set.of("images", "idx", "cifar");

  private ImageSources() {}

  static Dataset<Row> load(SparkSession spark, SourceSettings settings, String format) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    if (settings.paths().isEmpty()) {
      throw new UserException(
          ExitCode.USAGE, "A source of format " + format + " needs at least one path.");
    }
    SourceFiles.check(settings.paths(), format, hadoop);
    if (format.equals("images")) {
      return folders(spark, settings);
    }
    List<ImageFile> files = new ArrayList<>();
    for (String path : settings.paths()) {
      String name = new Path(path).getName();
      files.addAll(
          format.equals("idx")
              ? List.of(IdxFiles.of(name, path, "", hadoop))
              : CifarFiles.of(name, List.of(path), hadoop));
    }
    return ImageTable.of(spark, files);
  }

  private static Dataset<Row> folders(SparkSession spark, SourceSettings settings) {
    Map<String, String> options = settings.options();
    ImageDecoder decoder =
        new ImageDecoder(
            Integer.parseInt(options.getOrDefault("height", "32")),
            Integer.parseInt(options.getOrDefault("width", "32")),
            Integer.parseInt(options.getOrDefault("channels", "1")));
    Dataset<Row> files =
        spark
            .read()
            .format("binaryFile")
            .option("recursiveFileLookup", "true")
            .option("pathGlobFilter", "*.{png,PNG,jpg,JPG,jpeg,JPEG}")
            .load(settings.paths().toArray(new String[0]));
    return files.select(
        col("path"),
        element_at(split(col("path"), "/"), -2).as("class"),
        functions
            .udf(decoder, DataTypes.createArrayType(DataTypes.FloatType, false))
            .asNonNullable()
            .apply(col("path"), col("content"))
            .as(ImageTable.PIXELS));
  }
}
