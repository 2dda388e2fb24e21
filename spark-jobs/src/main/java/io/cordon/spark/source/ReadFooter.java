package io.cordon.spark.source;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.orc.FileFormatException;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/** Runs on executors: reads the footer of a file. */
record ReadFooter(SerializableConfiguration configuration, FileFormat format)
    implements Function<DayFiles.File, Footer> {

  @Override
  public Footer call(DayFiles.File file) throws IOException {
    if (file.length() == 0) {
      return Footer.unreadable(file.path(), "the file is empty, 0 bytes");
    }
    try {
      return format.footer(file.path(), configuration.value());
    } catch (RuntimeException | ChecksumException | EOFException | FileFormatException problem) {
      // The readers' ways to say what is wrong with a file; other trouble is the storage's.
      return Footer.unreadable(
          file.path(),
          "the file is damaged or no %s file: %s"
              .formatted(format == FileFormat.PARQUET ? "Parquet" : "ORC", problem));
    }
  }
}
