package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDatasetIT {
  private static final byte[] TWO_BY_THREE = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255};

  private final SparkSession spark = SharedSpark.session();
  @TempDir Path folder;

  @Test
  void fashionMnistHasSixThousandAndOneThousandOfEachClass() {
    Path data = RealData.folderWith("fashion-mnist/train-images-idx3-ubyte.gz");
    Dataset<Row> table = table("fashion-mnist", DatasetRequest.in(data.toString()));
    assertThat(table.columns()).containsExactly("part", "row", "class", "label", "pixels");
    List<Row> counts =
        table
            .groupBy("part", "class")
            .agg(
                expr("count(distinct row)"),
                expr("sum(label)"),
                expr("min(size(pixels))"),
                expr("max(array_max(pixels))"))
            .collectAsList();
    assertThat(counts).hasSize(20);
    for (Row row : counts) {
      long expected = row.getString(0).equals("train") ? 6000 : 1000;
      assertThat(row.getLong(2)).isEqualTo(expected);
      assertThat(row.getLong(3)).as("0 is normal").isEqualTo(row.getInt(1) == 0 ? 0 : expected);
      assertThat(row.getInt(4)).isEqualTo(784);
      assertThat(row.getFloat(5)).isEqualTo(1f);
    }
  }

  @Test
  void mnistsTestPartBeginsWithASevenAndNormalClassesAreChosen() {
    Path data = RealData.folderWith("mnist/t10k-images-idx3-ubyte.gz");
    DatasetRequest test = DatasetRequest.in(data.toString()).ofFile("test");
    Dataset<Row> table = table("mnist", test.withNormal(List.of(7, 2)));
    Row first = table.where("row = 1").head();
    assertThat(first.getInt(2)).isEqualTo(7);
    assertThat(first.getInt(3)).isZero();
    assertThat(table.selectExpr("count_if(label = 0)", "count(*)").head())
        .isEqualTo(RowFactory.create(1028L + 1032L, 10_000L));
  }

  @Test
  void uspsHasItsDigitsWithABackgroundOfZero() {
    Path data = RealData.folderWith("usps/usps-train.csv.gz");
    Dataset<Row> table = table("usps", DatasetRequest.in(data.toString()).ofFile("train"));
    Row figures =
        table
            .selectExpr(
                "count_if(class = 1 and label = 0)",
                "count_if(class = 7 and label = 1)",
                "min(array_min(pixels))",
                "max(array_max(pixels))",
                "min(size(pixels))")
            .head();
    assertThat(figures).isEqualTo(RowFactory.create(1005L, 645L, 0f, 1f, 256));
  }

  @Test
  void cifarsChannelsLieSideBySide() {
    Path data = RealData.folderWith("cifar10/airplane-cat-dog_test_batch.bin.gz");
    Dataset<Row> table = table("cifar10", DatasetRequest.in(data.toString()).ofFile("test"));
    assertThat(table.groupBy("class").count().orderBy("class").collectAsList())
        .extracting(row -> row.getInt(0), row -> row.getLong(1))
        .containsExactly(Tuple.tuple(0, 1000L), Tuple.tuple(3, 1000L), Tuple.tuple(5, 1000L));
    assertThat(table.where("size(pixels) = 3072").count()).isEqualTo(3000);
    byte[] record = new byte[1 + 3 * 1024];
    Arrays.fill(record, 1, 1025, (byte) 255); // red
    record[1025] = 51; // green of the first pixel
    float[] values = new ImageFile.Layout(1024, 3, true, true).values(record);
    assertThat(Arrays.copyOf(values, 6)).containsExactly(1, 0.2f, 0, 1, 0, 0);
  }

  @Test
  void theImagesOfAFileInManySlicesAreEachReadOnce() throws IOException {
    int images = 2 * ImageRows.SLICE + 7;
    write("t10k", images, images, images * 6);
    Dataset<Row> table = table("mnist", inFolder());
    assertThat(table.selectExpr("count(*)", "count(distinct row)", "max(row)").head())
        .isEqualTo(RowFactory.create((long) images, (long) images, (long) images));
    assertThat(table.where("class != (row - 1) % 10").count()).isZero();
    assertThat(table.head().<Float>getList(4)).containsExactly(0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f);
  }

  @Test
  void aFileThatIsCutOffIsToldInOneSentence() throws IOException {
    write("t10k", 10, 10, 57);
    assertFails(
        () -> table("mnist", inFolder()).count(),
        ExitCode.BAD_DATA,
        "t10k-images-idx3-ubyte must hold 10 images, but is cut off");
    write("t10k", 10, 10, 61);
    assertFails(
        () -> table("mnist", inFolder()).count(),
        ExitCode.BAD_DATA,
        "must end after the 10 images that its header tells, but goes on");
    write("t10k", 10, 9, 60);
    assertFails(
        () -> table("mnist", inFolder()), ExitCode.BAD_DATA, "10 images and the other 9 classes");
  }

  @Test
  void aPackedFileThatIsCutOffOrNoIdxFileIsToldInOneSentence() throws IOException {
    write("t10k", 1000, 1000, 6000);
    Path plain = folder.resolve("t10k-images-idx3-ubyte");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      Files.copy(plain, gzip);
    }
    Path half = folder.resolve("t10k-images-idx3-ubyte.gz");
    Files.write(half, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    assertFails(() -> table("mnist", inFolder()).count(), ExitCode.BAD_DATA, half + " ", "cut off");
    Files.delete(half);
    Files.copy(
        folder.resolve("t10k-labels-idx1-ubyte"), plain, StandardCopyOption.REPLACE_EXISTING);
    assertFails(
        () -> table("mnist", inFolder()),
        ExitCode.BAD_DATA,
        "must begin with the magic number 2051 of an IDX file of images, but begins with 2049");
    assertFails(
        () -> table("mnist", inFolder().ofFile("validation")),
        ExitCode.USAGE,
        "has the parts train and test, but source.file is \"validation\"");
  }

  @Test
  void cifarAndUspsFilesThatHoldSomethingElseAreRefused() throws IOException {
    Files.write(folder.resolve("test_batch.bin"), new byte[3072]);
    assertFails(
        () -> table("cifar10", inFolder()),
        ExitCode.BAD_DATA,
        "test_batch.bin must hold records of 3073 bytes",
        "but has 3072 bytes");
    String line = "6.0000 " + "-1.000 ".repeat(255);
    Files.writeString(folder.resolve("zip.test"), line + "1.000 \n" + line + "1.001 \n");
    assertThat(table("usps", inFolder()).limit(1).count()).isEqualTo(1);
    assertFails(
        () -> table("usps", inFolder()).collectAsList(),
        ExitCode.BAD_DATA,
        "must hold a digit and 256 numbers from -1 to 1, but line 2 does not");
  }

  private DatasetRequest inFolder() {
    return DatasetRequest.in(folder.toString()).ofFile("test");
  }

  private Dataset<Row> table(String name, DatasetRequest request) {
    return Datasets.named(name).table(spark, request);
  }

  /** Two plain IDX files of 2 x 3 images, the classes 0 to 9 in turn. */
  private void write(String prefix, int images, int classes, int bytes) throws IOException {
    Path pixels = folder.resolve(prefix + "-images-idx3-ubyte");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(pixels))) {
      for (int number : new int[] {2051, images, 2, 3}) {
        out.writeInt(number);
      }
      byte[] content = new byte[bytes];
      for (int at = 0; at < bytes; at++) {
        content[at] = TWO_BY_THREE[at % TWO_BY_THREE.length];
      }
      out.write(content);
    }
    Path labels = folder.resolve(prefix + "-labels-idx1-ubyte");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(labels))) {
      out.writeInt(2049);
      out.writeInt(classes);
      for (int index = 0; index < classes; index++) {
        out.write(index % 10);
      }
    }
  }
}
