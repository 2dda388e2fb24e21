package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourcesIT {
  private final SparkSession spark = SharedSpark.session();
  @TempDir Path folder;

  @Test
  void aFolderOfImagesIsATableOfPathsClassesAndPixels() throws IOException {
    grey("cats/a.png", 2, 2, 0, 51, 102, 255);
    BufferedImage colours = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    colours.setRGB(1, 0, 0xFF3300);
    write("dogs/b.png", colours, "png");
    write("dogs/c.JPG", colours, "jpg");
    Files.writeString(folder.resolve("dogs/Thumbs.db"), "no image");
    List<Row> rows = read(2, 2, 1).orderBy("path").collectAsList();
    assertThat(rows).extracting(row -> row.getString(1)).containsExactly("cats", "dogs", "dogs");
    assertThat(rows.get(0).getString(0)).endsWith("cats/a.png");
    assertThat(rows.get(0).<Float>getList(2)).containsExactly(0f, 0.2f, 0.4f, 1f);
    List<Row> coloured = read(2, 2, 3).orderBy("path").collectAsList();
    assertThat(coloured.get(1).<Float>getList(2).subList(0, 7))
        .containsExactly(0f, 0f, 0f, 1f, 0.2f, 0f, 0f);
    assertThat(coloured.get(2).<Float>getList(2)).hasSize(12);
  }

  @Test
  void anImageOfAnotherSizeIsResizedByTheMeansOfAreas() throws IOException {
    grey("a/a.png", 4, 2, 0, 255, 255, 255, 0, 255, 255, 255);
    assertThat(read(1, 2, 1).head().<Float>getList(2)).containsExactly(0.5f, 1f);
    assertThat(read(2, 8, 1).head().<Float>getList(2).subList(0, 4))
        .containsExactly(0f, 0f, 1f, 1f);
  }

  @Test
  void aFileThatCannotBeDecodedIsToldWithItsPath() throws IOException {
    grey("a/good.png", 1, 1, 7);
    byte[] whole = Files.readAllBytes(folder.resolve("a/good.png"));
    Files.write(folder.resolve("a/half.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
    assertFails(
        () -> read(2, 2, 1).collectAsList(),
        ExitCode.BAD_DATA,
        "Every file must be a PNG or JPEG image, but ",
        "a/half.png cannot be decoded (");
    Files.writeString(folder.resolve("a/half.png"), "text");
    assertFails(
        () -> read(2, 2, 1).collectAsList(), ExitCode.BAD_DATA, "(it is in no known format)");
  }

  @Test
  void idxAndCifarFilesOfAnyNameAreTables() throws IOException {
    Path idx = folder.resolve("digits");
    Files.write(idx, new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, 102, -1});
    Dataset<Row> digits = TableSource.read(spark, SourceSettings.files("idx", idx.toString()));
    List<Row> rows = digits.orderBy("row").collectAsList();
    assertThat(rows.get(1).getString(0)).isEqualTo("digits");
    assertThat(rows.get(1).<Float>getList(3)).containsExactly(0.4f, 1f);
    byte[] record = new byte[3073];
    record[0] = 9;
    Path cifar = Files.write(folder.resolve("photos.bin"), record);
    Row photo = TableSource.read(spark, SourceSettings.files("cifar", cifar.toString())).head();
    assertThat(photo.getInt(2)).isEqualTo(9);
    assertThat(photo.getList(3)).hasSize(3072);
  }

  private Dataset<Row> read(int height, int width, int channels) {
    Map<String, String> size =
        Map.of("height", "" + height, "width", "" + width, "channels", "" + channels);
    return TableSource.read(
        spark, SourceSettings.files("images", folder.toString()).withOptions(size));
  }

  private void grey(String name, int width, int height, int... values) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int at = 0; at < values.length; at++) {
      image.getRaster().setSample(at % width, at / width, 0, values[at]);
    }
    write(name, image, "png");
  }

  private void write(String name, BufferedImage image, String format) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    assertThat(ImageIO.write(image, format, folder.resolve(name).toFile())).isTrue();
  }
}
