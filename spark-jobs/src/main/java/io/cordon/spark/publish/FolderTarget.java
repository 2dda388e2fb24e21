package io.cordon.spark.publish;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A table whose days are folders of files, such as Parquet's and ORC's.
 *
 * @param format Spark's name of the files' format
 */
public record FolderTarget(Configuration configuration, TableDay day, String format)
    implements DayTarget {

  @Override
  public String text() {
    return day.place(TableDay.Part.TABLE).toString();
  }

  @Override
  public boolean exists() throws IOException {
    return files().exists(day.place(TableDay.Part.TABLE));
  }

  @Override
  public void place(Path staged, Path aside) throws IOException {
    FileSystem files = files();
    Folders.swap(files, staged, files.makeQualified(day.place(TableDay.Part.TABLE)), aside);
  }

  private FileSystem files() throws IOException {
    return day.table().getFileSystem(configuration);
  }
}
