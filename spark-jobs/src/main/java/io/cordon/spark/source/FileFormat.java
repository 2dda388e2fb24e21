package io.cordon.spark.source;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.execution.datasources.orc.OrcUtils;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/** The formats of a day's files; each is told by its own reader what the end of a file says. */
public enum FileFormat {
  PARQUET("parquet") {
    @Override
    Footer footer(String path, Configuration hadoop) throws IOException {
      HadoopInputFile input = HadoopInputFile.fromPath(new Path(path), hadoop);
      try (ParquetFileReader reader = ParquetFileReader.open(input)) {
        ParquetMetadata footer = reader.getFooter();
        long rows = 0;
        for (BlockMetaData block : footer.getBlocks()) {
          rows += block.getRowCount();
        }
        return new Footer(path, rows, footer.getFileMetaData().getSchema().toString(), "");
      }
    }

    @Override
    StructType schema(String text) {
      return new ParquetToSparkSchemaConverter(SQLConf.get())
          .convert(MessageTypeParser.parseMessageType(text));
    }
  },
  ORC("orc") {
    @Override
    Footer footer(String path, Configuration hadoop) throws IOException {
      try (Reader reader = OrcFile.createReader(new Path(path), OrcFile.readerOptions(hadoop))) {
        return new Footer(path, reader.getNumberOfRows(), reader.getSchema().toString(), "");
      }
    }

    @Override
    StructType schema(String text) {
      return OrcUtils.toCatalystSchema(TypeDescription.fromString(text));
    }
  };

  private final String text;

  FileFormat(String text) {
    this.text = text;
  }

  /** Spark's name of it. */
  public String text() {
    return text;
  }

  /** Reads a footer. */
  abstract Footer footer(String path, Configuration hadoop) throws IOException;

  /** A footer's schema as Spark's. */
  abstract StructType schema(String text);
}
