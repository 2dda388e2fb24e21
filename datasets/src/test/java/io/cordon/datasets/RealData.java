package io.cordon.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of real data sets: CORDON_DATA, or shared/data beside the repository. */
final class RealData {

  private RealData() {}

  /** The folder; a test is skipped where it lacks the file. */
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
