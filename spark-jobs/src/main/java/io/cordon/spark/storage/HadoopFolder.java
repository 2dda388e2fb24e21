package io.cordon.spark.storage;

import io.cordon.model.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder of any file system that Hadoop reaches. */
public final class HadoopFolder implements Folder {
  private final FileSystem files;
  private final Path root;

  HadoopFolder(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  @Override
  public List<String> names() throws IOException {
    if (!files.exists(root)) {
      return List.of();
    }
    return Arrays.stream(files.listStatus(root))
        .map(status -> status.getPath().getName())
        .sorted()
        .toList();
  }

  @Override
  public long size(String name) throws IOException {
    return files.getFileStatus(child(name)).getLen();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return files.open(child(name));
  }

  @Override
  public OutputStream create(String name) throws IOException {
    return files.create(child(name), true);
  }

  private Path child(String name) throws IOException {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.contains("/")
        || name.contains("\\")) {
      throw new IOException("\"" + name + "\" is no plain file name");
    }
    return new Path(root, name);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
