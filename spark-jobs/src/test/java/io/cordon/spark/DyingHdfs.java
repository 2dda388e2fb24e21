package io.cordon.spark;

import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * HDFS as a process sees it that is killed at a place: from there on nothing that it does has any
 * effect, neither its lock's renewal nor its tidying up. Places are those of {@link
 * BarrierFileSystem}.
 */
public final class DyingHdfs extends DistributedFileSystem {
  /** In the configuration, which all clients of the process share. */
  private static final String DEAD = "cordon.test.dead";

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
      EnumSet<CreateFlag> flags,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    meet("create", file);
    return super.createNonRecursive(file, permission, flags, buffer, replication, block, progress);
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
  public FSDataInputStream open(Path file, int buffer) throws IOException {
    meet("open", file);
    return super.open(file, buffer);
  }

  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    meet("look", file);
    return super.getFileStatus(file);
  }

  @Override
  public void setTimes(Path file, long modified, long accessed) throws IOException {
    meet("touch", file);
    super.setTimes(file, modified, accessed);
  }

  private void meet(String operation, Path path) throws IOException {
    if (WatchedFileSystem.is(getConf().get(BarrierFileSystem.PLACE, "nowhere"), operation, path)) {
      getConf().setBoolean(DEAD, true);
    }
    if (getConf().getBoolean(DEAD, false)) {
      throw new IOException("this process is dead");
    }
  }
}
