package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Images with ten classes, in a part to learn from and a part to test with. Columns: {@code part}
 * (train or test) and {@code row} (the image's place in its part, from 1), {@code class} (0 to 9),
 * {@code label} (0 for the classes that the request calls normal, 1 for the others), {@code pixels}
 * (floats in [0, 1], row by row, the channels of a pixel side by side). A request may name one part
 * as its file; both are read otherwise.
 *
 * <ul>
 *   <li>{@code mnist}: 60,000 and 10,000 digits of 28 x 28 (Y. LeCun, C. Cortes, C. Burges,
 *       http://yann.lecun.com/exdb/mnist/)
 *   <li>{@code fashion-mnist}: as many pieces of clothing (Zalando Research,
 *       https://github.com/zalandoresearch/fashion-mnist)
 *   <li>{@code usps}: 7,291 and 2,007 digits of 16 x 16 (US Postal Service, from the book "The
 *       Elements of Statistical Learning", https://hastie.su.domains/ElemStatLearn/data.html)
 *   <li>{@code cifar10}: up to 50,000 and 10,000 photographs of 32 x 32 x 3 in the binary form (A.
 *       Krizhevsky, https://www.cs.toronto.edu/~kriz/cifar.html)
 * </ul>
 */
final class ImageDataset implements NamedDataset {
  static final List<String> PARTS = List.of("train", "test");
  private static final String LABEL = "label";
  private static final int BATCHES = 5;

  /** How the files of a set are written. */
  private enum Form {
    IDX,
    USPS,
    CIFAR
  }

  private final String name;
  private final Form form;
  private final int usualNormal;

  private ImageDataset(String name, Form form, int usualNormal) {
    this.name = name;
    this.form = form;
    this.usualNormal = usualNormal;
  }

  /** All of them; the class that is normal by default is the one that papers take most often. */
  static List<ImageDataset> all() {
    return List.of(
        new ImageDataset("mnist", Form.IDX, 4),
        new ImageDataset("fashion-mnist", Form.IDX, 0),
        new ImageDataset("usps", Form.USPS, 1),
        new ImageDataset("cifar10", Form.CIFAR, 5));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> idColumns() {
    return List.of(ImageTable.PART, ImageTable.ROW);
  }

  @Override
  public String labelColumn() {
    return LABEL;
  }

  @Override
  public List<String> excludedColumns() {
    return List.of(ImageTable.CLASS);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Headers are read before the table is returned, the images when the table is.
   */
  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    DataFolder folder = new DataFolder(spark, folder(request), name);
    try {
      return labelled(
          form == Form.USPS ? digits(spark, folder, request) : images(spark, folder, request),
          request);
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      throw ReadFailure.of(failure, "The data set " + name);
    }
  }

  private String folder(DatasetRequest request) {
    return request
        .folder()
        .orElseThrow(
            () ->
                new UserException(
                    ExitCode.USAGE,
                    "The data set " + name + " is read from files: say in which folder."));
  }

  private List<String> parts(DatasetRequest request) {
    Optional<String> wanted = request.file();
    if (wanted.isPresent() && !PARTS.contains(wanted.get())) {
      throw new UserException(
          ExitCode.USAGE,
          "The data set %s has the parts train and test, but source.file is \"%s\"."
              .formatted(name, wanted.get()));
    }
    return wanted.map(List::of).orElse(PARTS);
  }

  private Dataset<Row> images(SparkSession spark, DataFolder folder, DatasetRequest request) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<ImageFile> files = new ArrayList<>();
    for (String part : parts(request)) {
      files.addAll(
          form == Form.IDX
              ? List.of(idx(part, folder, hadoop))
              : CifarFiles.of(part, batches(part, folder), hadoop));
    }
    return ImageTable.of(spark, files);
  }

  private static ImageFile idx(String part, DataFolder folder, Configuration hadoop) {
    String prefix = part.equals("train") ? "train" : "t10k";
    return IdxFiles.of(
        part,
        folder.find(packed(prefix + "-images-idx3-ubyte")),
        folder.find(packed(prefix + "-labels-idx1-ubyte")),
        hadoop);
  }

  /** The publisher's batches where the first is there, else one file with some of the classes. */
  private static List<String> batches(String part, DataFolder folder) {
    List<String> some = packed("airplane-cat-dog_" + part + "_batch.bin");
    if (part.equals("test")) {
      List<String> candidates = new ArrayList<>(packed("test_batch.bin"));
      candidates.addAll(some);
      return List.of(folder.find(candidates));
    }
    List<String> candidates = new ArrayList<>(packed("data_batch_1.bin"));
    candidates.addAll(some);
    String first = folder.find(candidates);
    return first.contains("airplane-cat-dog")
        ? List.of(first)
        : IntStream.rangeClosed(1, BATCHES)
            .mapToObj(batch -> folder.find(packed("data_batch_" + batch + ".bin")))
            .toList();
  }

  private static List<String> packed(String file) {
    return List.of(file + ".gz", file);
  }

  private Dataset<Row> digits(SparkSession spark, DataFolder folder, DatasetRequest request) {
    Dataset<Row> table = null;
    for (String part : parts(request)) {
      List<String> candidates = new ArrayList<>(packed("usps-" + part + ".csv"));
      candidates.addAll(packed("zip." + part));
      String file = folder.find(candidates);
      Dataset<Row> read =
          spark.internalCreateDataFrame(
              NumberedLines.read(spark, file).map(new UspsLines(part, file)).rdd(),
              ImageTable.schema(),
              false);
      table = table == null ? read : table.union(read);
    }
    return table;
  }

  private Dataset<Row> labelled(Dataset<Row> images, DatasetRequest request) {
    List<Integer> normal =
        request.normalClasses().isEmpty() ? List.of(usualNormal) : request.normalClasses();
    return images.select(
        col(ImageTable.PART),
        col(ImageTable.ROW),
        col(ImageTable.CLASS),
        when(col(ImageTable.CLASS).isin(normal.toArray()), lit(0)).otherwise(lit(1)).as(LABEL),
        col(ImageTable.PIXELS));
  }
}
