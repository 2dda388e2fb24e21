package io.cordon.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Opens files that gzip may have packed. */
final class PackedFiles {
  private static final int BUFFER = 1 << 16;

  private PackedFiles() {}

  /** The bytes of a file, unpacked where its name ends in .gz. */
  static InputStream open(String file, Configuration hadoop) throws IOException {
    Path path = new Path(file);
    InputStream raw = path.getFileSystem(hadoop).open(path);
    try {
      return file.endsWith(".gz")
          ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER)
          : new BufferedInputStream(raw, BUFFER);
    } catch (IOException notPacked) {
      raw.close();
      throw notPacked;
    }
  }

  /** The number of bytes of a file, unpacked where its name ends in .gz. */
  static long length(String file, Configuration hadoop) throws IOException {
    if (!file.endsWith(".gz")) {
      Path path = new Path(file);
      return path.getFileSystem(hadoop).getFileStatus(path).getLen();
    }
    try (InputStream input = open(file, hadoop)) {
      return input.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
