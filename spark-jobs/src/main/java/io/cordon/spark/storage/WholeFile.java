package io.cordon.spark.storage;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Writes a small file to the disk. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Writes and closes. HDFS throws the same exception again when a stream is closed that could not
   * be written, which try-with-resources cannot bear.
   */
  public static void write(FSDataOutputStream out, byte[] bytes) throws IOException {
    try {
      out.write(bytes);
      out.hsync();
    } catch (IOException problem) {
      try {
        out.close();
      } catch (IOException again) {
        if (again != problem) {
          problem.addSuppressed(again);
        }
      }
      throw problem;
    }
    out.close();
  }
}
