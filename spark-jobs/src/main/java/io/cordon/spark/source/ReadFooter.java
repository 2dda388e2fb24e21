package io.cordon.spark.source;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/** Runs on executors: reads the footer of a file. */
record ReadFooter(SerializableConfiguration configuration)
    implements Function<DayFiles.File, Footer> {

  @Override
  public Footer call(DayFiles.File file) throws IOException {
    if (file.length() == 0) {
      return Footer.unreadable(file.path(), "the file is empty, 0 bytes");
    }
    Configuration hadoop = configuration.value();
    HadoopInputFile input = HadoopInputFile.fromPath(new Path(file.path()), hadoop);
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      ParquetMetadata footer = reader.getFooter();
      long rows = 0;
      for (BlockMetaData block : footer.getBlocks()) {
        rows += block.getRowCount();
      }
      return new Footer(file.path(), rows, footer.getFileMetaData().getSchema().toString(), "");
    } catch (RuntimeException | ChecksumException | EOFException problem) {
      // Parquet's ways to say what is wrong with a file; other trouble is the storage's.
      return Footer.unreadable(file.path(), "the file is damaged or no Parquet file: " + problem);
    }
  }
}
