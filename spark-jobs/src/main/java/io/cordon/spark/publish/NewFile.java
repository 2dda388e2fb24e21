package io.cordon.spark.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Creates a small file that of several runs exactly one may create. */
final class NewFile {

  private NewFile() {}

  /**
   * Creates the file, or gives false where another run was first.
   *
   * <p>HDFS decides it in the NameNode. Hadoop's local file system looks first and creates then,
   * which two runs may do at once, so there the operating system decides.
   */
  static boolean create(FileSystem files, Path place, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    files.mkdirs(place.getParent());
    try {
      if ("file".equals(files.getUri().getScheme())) {
        Files.write(
            Paths.get(place.toUri().getPath()),
            bytes,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
        return true;
      }
      try (OutputStream out = files.create(place, false)) {
        out.write(bytes);
      }
      return true;
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException exists) {
      return false;
    }
  }
}
