package io.cordon.jobs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The folder of real data sets: CORDON_DATA, or shared/data beside the repository. */
final class RealData {
  static final String KDD = "kddcup99/kddcup.data_10_percent.gz";
  private static final long LINES = 494_021;

  private RealData() {}

  /**
   * A folder with some of KDD Cup 99's rows, spread evenly over the published file, which is
   * ordered by attack; the test is skipped where that file is absent.
   */
  static Path kddSample(Path target, int rows) throws IOException {
    Path source = folderWith(KDD).resolve(KDD);
    Path sample = target.resolve(KDD);
    Files.createDirectories(sample.getParent());
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(source)), StandardCharsets.US_ASCII));
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(sample))) {
      String line = lines.readLine();
      for (long number = 0; line != null; number++) {
        if ((number + 1) * rows / LINES > number * rows / LINES) {
          out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        line = lines.readLine();
      }
    }
    return target;
  }

  static Path folderWith(String file) {
    String named = System.getenv("CORDON_DATA");
    Path folder =
        named != null
            ? Path.of(named)
            : Path.of("").toAbsolutePath().resolve("../../shared/data").normalize();
    assumeTrue(
        Files.exists(folder.resolve(file)),
        "no " + file + " in " + folder + ": set CORDON_DATA to the folder of the real data sets");
    return folder;
  }
}
