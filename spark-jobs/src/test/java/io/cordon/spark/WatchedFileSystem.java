package io.cordon.spark;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system, with a word to the test before each change. A test registers it by {@code
 * fs.file.impl}; the product does not know of it.
 */
abstract class WatchedFileSystem extends LocalFileSystem {

  /**
   * Whether an operation is the one that a test waits for.
   *
   * @param place an operation and a pattern of the path: {@code create .*part-.*}, {@code rename
   *     .*publish.json}, {@code delete .*}; of a rename the path is the new name
   */
  static boolean is(String place, String operation, Path path) {
    return (operation + " " + path.toUri().getPath()).matches(place);
  }

  /**
   * Called before an operation.
   *
   * @param operation {@code create}, {@code rename}, {@code delete}, {@code mkdirs} or {@code
   *     touch}
   * @param path of a rename the new name
   */
  protected abstract void meet(String operation, Path path) throws IOException;

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    meet("create", file);
    return super.create(file, permission, overwrite, buffer, replication, block, progress);
  }

  @Override
  public FSDataOutputStream createNonRecursive(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    meet("create", file);
    return super.createNonRecursive(
        file, permission, overwrite, buffer, replication, block, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    meet("rename", to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    meet("delete", file);
    return super.delete(file, recursive);
  }

  @Override
  public boolean mkdirs(Path folder) throws IOException {
    meet("mkdirs", folder);
    return super.mkdirs(folder);
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
    meet("mkdirs", folder);
    return super.mkdirs(folder, permission);
  }

  @Override
  public void setTimes(Path file, long modified, long read) throws IOException {
    meet("touch", file);
    super.setTimes(file, modified, read);
  }
}
