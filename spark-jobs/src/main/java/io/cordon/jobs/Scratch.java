package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;

/**
 * The folders for Spark's own temporary files. Spark ends the process with a trace and a code of
 * its own where it can write to none of them, so that is found out before.
 */
final class Scratch {
  private Scratch() {}

  /**
   * Fails where no folder can be written to; one of several is enough for Spark.
   *
   * @throws UserException STORAGE
   */
  static void require(SparkConf conf) {
    List<String> problems = new ArrayList<>();
    for (String folder : Utils.getConfiguredLocalDirs(conf)) {
      try {
        Path place = Files.createDirectories(Path.of(folder));
        Files.delete(Files.write(Files.createTempFile(place, "cordon", ".tmp"), new byte[1]));
        return;
      } catch (IOException problem) {
        problems.add(folder + " (" + FirstLine.of(problem) + ")");
      }
    }
    throw new UserException(
        ExitCode.STORAGE,
        "Spark must be able to write its temporary files (SPARK_LOCAL_DIRS, else spark.local.dir), but cannot write to %s: free space or name another folder"
            .formatted(String.join(", ", problems)));
  }
}
