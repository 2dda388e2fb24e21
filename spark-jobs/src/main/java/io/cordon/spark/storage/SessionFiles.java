package io.cordon.spark.storage;

import io.cordon.imported.NetworkFiles;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Files on any storage that the running session reaches, with its settings and credentials. */
public final class SessionFiles {
  /** Files of imported networks. */
  public static final NetworkFiles NETWORKS =
      path -> {
        Path file = new Path(path);
        return file.getFileSystem(SparkSession.active().sparkContext().hadoopConfiguration())
            .open(file);
      };

  private SessionFiles() {}
}
