package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Looks at the files of a source before Spark does, because Spark skips empty files without a word.
 */
final class SourceFiles {
  /**
   * More files than this are left to Spark's own checks: each one costs a request on an object
   * store.
   */
  private static final int INSPECTED = 256;

  private static final int LISTED = 5;
  private static final Map<String, String> FIRST_BYTES =
      Map.of("parquet", "PAR1", "orc", "ORC", "avro", "Obj\u0001");

  private SourceFiles() {}

  /**
   * Checks that every path exists, that there is a file, that none is empty, and that Parquet, ORC
   * and Avro files are what they are called.
   *
   * @throws UserException STORAGE for a missing path; BAD_DATA for the rest, naming the files
   */
  static void check(List<String> paths, String format, Configuration configuration) {
    List<FileStatus> files = new ArrayList<>();
    for (String path : paths) {
      try {
        files.addAll(under(new Path(path), configuration));
      } catch (IOException problem) {
        throw ReadFailure.of(problem, path);
      }
    }
    if (files.isEmpty()) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "There is no data in "
              + String.join(", ", paths)
              + ": at least one file must lie there.");
    }
    refuse(
        files.stream().filter(file -> file.getLen() == 0).toList(),
        "%d of %d files hold nothing, 0 bytes each: %s; write them again or remove them.",
        files.size());
    String firstBytes = FIRST_BYTES.get(format);
    if (firstBytes != null && files.size() <= INSPECTED) {
      boolean alsoLast = format.equals("parquet");
      List<FileStatus> foreign =
          files.stream()
              .filter(file -> !isOfFormat(file, firstBytes, alsoLast, configuration))
              .toList();
      refuse(
          foreign,
          "%d of %d files are damaged or no "
              + format
              + " files: %s; write them again or set the right format.",
          files.size());
    }
  }

  private static List<FileStatus> under(Path path, Configuration configuration) throws IOException {
    FileSystem system = path.getFileSystem(configuration);
    FileStatus[] roots = system.globStatus(path);
    if (roots == null || roots.length == 0) {
      throw new UserException(
          ExitCode.STORAGE,
          "The source's path "
              + path
              + " does not exist: correct the path, or write the table first.");
    }
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus root : roots) {
      RemoteIterator<LocatedFileStatus> found = system.listFiles(root.getPath(), true);
      while (found.hasNext()) {
        LocatedFileStatus file = found.next();
        if (!isHidden(file.getPath(), root.getPath())) {
          files.add(file);
        }
      }
    }
    return files;
  }

  /**
   * Whether Spark leaves the file out: its name or a folder's below the root starts with a dot, or
   * with an underscore and is no partition.
   */
  private static boolean isHidden(Path file, Path root) {
    for (Path part = file; part != null && part.depth() > root.depth(); part = part.getParent()) {
      String name = part.getName();
      if (name.startsWith(".") || name.startsWith("_") && !name.contains("=")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfFormat(
      FileStatus file, String firstBytes, boolean alsoLast, Configuration configuration) {
    byte[] expected = firstBytes.getBytes(StandardCharsets.US_ASCII);
    byte[] found = new byte[expected.length];
    if (file.getLen() < 2L * expected.length) {
      return false;
    }
    try (FSDataInputStream input =
        file.getPath().getFileSystem(configuration).open(file.getPath())) {
      input.readFully(0, found);
      boolean right = java.util.Arrays.equals(expected, found);
      if (right && alsoLast) {
        input.readFully(file.getLen() - expected.length, found);
        right = java.util.Arrays.equals(expected, found);
      }
      return right;
    } catch (IOException problem) {
      throw ReadFailure.of(problem, file.getPath().toString());
    }
  }

  private static void refuse(List<FileStatus> files, String sentence, int all) {
    if (files.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (FileStatus file : files.subList(0, Math.min(LISTED, files.size()))) {
      names.add(file.getPath().toUri().getPath());
    }
    String listed = String.join(", ", names) + (files.size() > LISTED ? ", ..." : "");
    throw new UserException(ExitCode.BAD_DATA, sentence.formatted(files.size(), all, listed));
  }
}
