package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds the records in CIFAR-10's binary files (A. Krizhevsky, 2009): a byte with the class, then
 * 32 x 32 bytes each of red, green and blue.
 */
final class CifarFiles {
  private static final ImageFile.Layout LAYOUT = new ImageFile.Layout(32 * 32, 3, true, true);

  private CifarFiles() {}

  /**
   * The images of some files, numbered through.
   *
   * @throws UserException BAD_DATA where a file does not hold whole records
   */
  static List<ImageFile> of(String name, List<String> paths, Configuration hadoop) {
    List<ImageFile> files = new ArrayList<>();
    long before = 0;
    for (String path : paths) {
      long length = length(path, hadoop);
      if (length == 0 || length % LAYOUT.bytes() != 0) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "%s must hold records of %d bytes, a class and 32 x 32 x 3 values, but has %d bytes: it is cut off or another file."
                .formatted(path, LAYOUT.bytes(), length));
      }
      int records = Math.toIntExact(length / LAYOUT.bytes());
      files.add(new ImageFile(name, path, "", 0, records, LAYOUT, before));
      before += records;
    }
    return files;
  }

  private static long length(String path, Configuration hadoop) {
    try {
      return PackedFiles.length(path, hadoop);
    } catch (IOException problem) {
      throw ReadFailure.of(problem, path);
    }
  }
}
