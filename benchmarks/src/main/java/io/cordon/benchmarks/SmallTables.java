package io.cordon.benchmarks;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.zip.GZIPInputStream;

/**
 * The small labelled sets that the stopping rule is measured on: all rows train, anomalies among
 * them, and the same rows are ranked.
 */
final class SmallTables {
  private static final int SHARDS = 8;
  private static final String IMAGES =
      "training.rounds = 80, detector.autoencoder { hidden = [128, 64], code = 32 }";
  private static final String DIGITS =
      "training.rounds = 120, detector.autoencoder { hidden = [60, 30], code = 10 }";

  private final Path data;

  SmallTables(Path data) {
    this.data = data;
  }

  /** Rows with the class of each. */
  private record Labelled(List<float[]> rows, List<Integer> classes) {
    /** The first so many rows of the classes. */
    Labelled first(int most, IntPredicate chosen) {
      Labelled some = new Labelled(new ArrayList<>(), new ArrayList<>());
      for (int row = 0; row < rows.size() && some.rows.size() < most; row++) {
        if (chosen.test(classes.get(row))) {
          some.rows.add(rows.get(row));
          some.classes.add(classes.get(row));
        }
      }
      return some;
    }
  }

  /** All tables. */
  List<StoppingTable> all() {
    Labelled usps = usps();
    Labelled mnist = images("mnist");
    Labelled fashion = images("fashion-mnist");
    return List.of(
        mixture(
            "Thyroid, all rows",
            odds("thyroid"),
            0,
            "training { rounds = 120, batch = 64 }, "
                + "detector.autoencoder { hidden = [4], code = 2 }"),
        mixture("Arrhythmia, all rows", odds("arrhythmia"), 0, DIGITS),
        mixture("ECG5000, class 1 and 10 % others", sample(ecg(), 1, 292, 32), 1, DIGITS),
        mixture(
            "USPS, 220 of 1 and 11 of 7",
            join(usps.first(220, is(1)), usps.first(11, is(7))),
            1,
            DIGITS),
        mixture("USPS, 0 and 5 % others", sample(usps, 0, 1553, 82), 0, DIGITS),
        mixture(
            "MNIST, 4,859 of 4 and 265 of 0, 7, 9",
            join(
                mnist.first(4859, is(4)),
                mnist.first(265, digit -> digit == 0 || digit == 7 || digit == 9)),
            4,
            IMAGES),
        mixture("Fashion-MNIST, 0 and 10 % others", sample(fashion, 0, 3000, 333), 0, IMAGES),
        mixture("Fashion-MNIST, 5 and 10 % others", sample(fashion, 5, 3000, 333), 5, IMAGES));
  }

  private static IntPredicate is(int wanted) {
    return one -> one == wanted;
  }

  private static Labelled join(Labelled one, Labelled other) {
    Labelled both = new Labelled(new ArrayList<>(one.rows), new ArrayList<>(one.classes));
    both.rows.addAll(other.rows);
    both.classes.addAll(other.classes);
    return both;
  }

  /** The first rows of the normal class, and others drawn at random. */
  private static Labelled sample(Labelled table, int normal, int normals, int others) {
    Labelled rest = table.first(Integer.MAX_VALUE, one -> one != normal);
    SplittableRandom random = Seeds.stream(1, "other classes", 0, -1);
    Labelled drawn = new Labelled(new ArrayList<>(), new ArrayList<>());
    for (int other = 0; other < others; other++) {
      int row = random.nextInt(rest.rows.size());
      drawn.rows.add(rest.rows.remove(row));
      drawn.classes.add(rest.classes.remove(row));
    }
    return join(table.first(normals, is(normal)), drawn);
  }

  private static StoppingTable mixture(String name, Labelled table, int normal, String settings) {
    int width = table.rows.get(0).length;
    float[] values = new float[width * table.rows.size()];
    boolean[] labels = new boolean[table.rows.size()];
    for (int row = 0; row < labels.length; row++) {
      System.arraycopy(table.rows.get(row), 0, values, row * width, width);
      labels[row] = table.classes.get(row) != normal;
    }
    toUnitRange(values, width);
    return new StoppingTable(
        name, LocalRows.of(width, values, SHARDS), Block.of(width, values), labels, settings);
  }

  /** Min-max scaling of every column; constant columns become 0. */
  private static void toUnitRange(float[] values, int width) {
    for (int column = 0; column < width; column++) {
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int at = column; at < values.length; at += width) {
        least = Math.min(least, values[at]);
        most = Math.max(most, values[at]);
      }
      for (int at = column; at < values.length; at += width) {
        values[at] = most > least ? (values[at] - least) / (most - least) : 0;
      }
    }
  }

  private Labelled odds(String name) {
    return lines(data.resolve(name + "/" + name + ".csv.gz"), ",", true, false);
  }

  private Labelled ecg() {
    return lines(data.resolve("ecg5000/ECG5000_TRAIN.txt.gz"), "\\s+", false, true);
  }

  private Labelled usps() {
    return join(
        lines(data.resolve("usps/usps-train.csv.gz"), ",", false, true),
        lines(data.resolve("usps/usps-test.csv.gz"), ",", false, true));
  }

  private static Labelled lines(Path file, String separator, boolean header, boolean classFirst) {
    Labelled table = new Labelled(new ArrayList<>(), new ArrayList<>());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(unzipped(file), StandardCharsets.UTF_8))) {
      String line = header ? next(reader) : reader.readLine();
      for (; line != null; line = reader.readLine()) {
        String[] fields = line.strip().split(separator);
        float[] row = new float[fields.length - 1];
        for (int column = 0; column < row.length; column++) {
          row[column] = Float.parseFloat(fields[classFirst ? column + 1 : column]);
        }
        table.rows.add(row);
        table.classes.add((int) Double.parseDouble(fields[classFirst ? 0 : row.length]));
      }
      return table;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static String next(BufferedReader reader) throws IOException {
    reader.readLine();
    return reader.readLine();
  }

  private Labelled images(String name) {
    Labelled table = new Labelled(new ArrayList<>(), new ArrayList<>());
    Path folder = data.resolve(name);
    try (DataInputStream images = open(folder.resolve("train-images-idx3-ubyte.gz"));
        DataInputStream labels = open(folder.resolve("train-labels-idx1-ubyte.gz"))) {
      images.skipNBytes(4);
      labels.skipNBytes(8);
      int count = images.readInt();
      int pixels = images.readInt() * images.readInt();
      for (int image = 0; image < count; image++) {
        byte[] bytes = images.readNBytes(pixels);
        float[] row = new float[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
          row[pixel] = (bytes[pixel] & 0xff) / 255f;
        }
        table.rows.add(row);
        table.classes.add(labels.readUnsignedByte());
      }
      return table;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(unzipped(file));
  }

  private static InputStream unzipped(Path file) throws IOException {
    return new java.io.BufferedInputStream(
        new GZIPInputStream(Files.newInputStream(file), 1 << 16));
  }
}
