package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.error.ExitCode;
import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of pictures through the jobs, by the example in conf/. */
class ImageFolderIT {
  private static final String EXAMPLE = "../conf/images.conf";
  private static final int SIDE = 28;
  private static final int SNEAKER = 7;
  private static final int BAG = 8;
  private static final int FINE = 400;
  private static final int BROKEN = 20;

  @TempDir private Path folder;

  @Test
  void bagsAmongSneakersAreFlaggedAndAPictureThatCannotBeDecodedIsNamed() throws IOException {
    pictures();
    done("train", "--config", EXAMPLE);
    done("score", "--config", EXAMPLE);
    done(
        "evaluate",
        "--config",
        EXAMPLE,
        "--set",
        "source.label=class",
        "--set",
        "evaluation.anomalies=[broken]");
    JsonNode evaluation =
        new ObjectMapper().readTree(folder.resolve("scored.evaluation.json").toFile());
    assertThat(evaluation.at("/rows").asInt()).isEqualTo(FINE + BROKEN);
    assertThat(evaluation.at("/trained/auroc").asDouble())
        .as("bags are far from sneakers")
        .isGreaterThan(0.9);
    List<Path> scored = files();
    Files.writeString(folder.resolve("pictures/fine/half.png"), "not a picture");
    JobRun refused = JobRun.with(places(), "score", "--config", EXAMPLE);
    assertThat(refused.code()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(refused.err()).contains("half.png cannot be decoded");
    assertThat(files()).as("the scored table is as it was").isEqualTo(scored);
  }

  private void done(String... arguments) {
    JobRun run = JobRun.with(places(), arguments);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private Map<String, String> places() {
    return Map.of(
        "source.path", folder.resolve("pictures").toString(),
        "model.path", folder.resolve("model").toString(),
        "output.path", folder.resolve("scored").toString());
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(folder.resolve("scored"))) {
      return files.sorted().toList();
    }
  }

  /** Sneakers and a few bags of Fashion-MNIST as PNG files. */
  private void pictures() throws IOException {
    Path data = RealData.folderWith("fashion-mnist/t10k-images-idx3-ubyte.gz");
    try (DataInputStream images = open(data, "t10k-images-idx3-ubyte.gz", 16);
        DataInputStream classes = open(data, "t10k-labels-idx1-ubyte.gz", 8)) {
      int fine = 0;
      int broken = 0;
      for (int number = 0; fine < FINE || broken < BROKEN; number++) {
        byte[] pixels = images.readNBytes(SIDE * SIDE);
        int kind = classes.readUnsignedByte();
        if (kind == SNEAKER && fine < FINE) {
          write("fine", number, pixels);
          fine++;
        } else if (kind == BAG && broken < BROKEN) {
          write("broken", number, pixels);
          broken++;
        }
      }
    }
  }

  private static DataInputStream open(Path data, String name, int header) throws IOException {
    Path file = data.resolve("fashion-mnist").resolve(name);
    DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
    in.skipNBytes(header);
    return in;
  }

  private void write(String kind, int number, byte[] pixels) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, SIDE, SIDE, pixels);
    Path file = folder.resolve("pictures").resolve(kind).resolve(number + ".png");
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
  }
}
