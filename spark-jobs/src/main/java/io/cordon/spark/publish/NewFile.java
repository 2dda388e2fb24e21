package io.cordon.spark.publish;

import io.cordon.spark.storage.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.ipc.RemoteException;

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
      write(files, place, bytes);
      return true;
    } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException exists) {
      return false;
    } catch (RemoteException remote) {
      if (remote.getClassName().equals(AlreadyBeingCreatedException.class.getName())) {
        return false; // another has created it and not yet closed it
      }
      throw remote;
    }
  }

  private static void write(FileSystem files, Path place, byte[] bytes) throws IOException {
    FSDataOutputStream out = files.create(place, false);
    try {
      WholeFile.write(out, bytes);
    } catch (IOException problem) {
      files.delete(place, false); // ours, and without the text that says whose
      throw problem;
    }
  }
}
