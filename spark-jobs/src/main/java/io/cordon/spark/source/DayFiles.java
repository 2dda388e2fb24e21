package io.cordon.spark.source;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.UserException;
import io.cordon.spark.rows.RecordSerialisation;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The files of one day of a table that is partitioned by folders such as {@code date=2026-11-21}.
 *
 * @param fileFormat of all files
 * @param folder of the day
 * @param partitions the columns that folders below it say, such as {@code region=north}
 * @param files in the order of their names
 */
public record DayFiles(
    FileFormat fileFormat, Path folder, List<String> partitions, List<File> files)
    implements DaySource {
  private static final String FINISHED = "_SUCCESS";

  public DayFiles {
    partitions = List.copyOf(partitions);
    files = List.copyOf(files);
  }

  /**
   * A file as the listing shows it.
   *
   * @param length bytes; -1 where nobody has asked
   * @param modified milliseconds since 1970
   */
  public record File(String path, long length, long modified) implements Serializable {}

  /**
   * Lists a day.
   *
   * @param finished whether the marker that Spark's writers leave must be there, in the day's
   *     folder or in the table's
   * @throws UserException STORAGE where there is no such table or day; BAD_DATA where the day is
   *     empty or not finished; MISMATCH where the folders below it are no partitions
   */
  public static DayFiles list(
      Configuration configuration,
      FileFormat format,
      Path table,
      String column,
      LocalDate date,
      boolean finished) {
    try {
      FileSystem system = table.getFileSystem(configuration);
      Path folder = new Path(system.makeQualified(table), column + "=" + date);
      DayFiles day = listed(configuration, format, folder);
      boolean marked =
          system.exists(new Path(folder, FINISHED)) || system.exists(new Path(table, FINISHED));
      if (finished && !marked) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "A day is scored when it is finished, but neither %s nor the table's folder holds %s: wait for the writer, or say --no-success-check"
                .formatted(day.place(), FINISHED));
      }
      return day.requireFiles();
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE, "Cannot list %s: %s".formatted(table, FirstLine.of(problem)), problem);
    }
  }

  /** Lists the folder of a day whose catalogue says where it is, and that it is finished. */
  public static DayFiles list(Configuration configuration, FileFormat format, Path folder) {
    try {
      return listed(configuration, format, folder).requireFiles();
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE, "Cannot list %s: %s".formatted(folder, problem.getMessage()), problem);
    }
  }

  private static DayFiles listed(Configuration configuration, FileFormat format, Path folder)
      throws IOException {
    FolderTree tree = FolderTree.of(folder.getFileSystem(configuration), folder);
    return new DayFiles(format, folder, tree.columns(), tree.files());
  }

  private DayFiles requireFiles() {
    if (files.isEmpty()) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "There is no data for %s: %s holds no files"
              .formatted(folder.getName().replaceFirst("^[^=]*=", ""), place()));
    }
    return this;
  }

  @Override
  public String place() {
    return folder.toUri().getPath();
  }

  @Override
  public boolean isFixed() {
    return false;
  }

  @Override
  public int parts() {
    return files.size();
  }

  @Override
  public DayFormat format() {
    return new FileRows(fileFormat, folder, partitions);
  }

  /** The footers of the files, read by the executors. */
  @Override
  public List<Footer> footers(SparkSession spark) {
    return footers(spark, folder.toString(), files, fileFormat);
  }

  static List<Footer> footers(
      SparkSession spark, String what, List<File> files, FileFormat format) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    RecordSerialisation.require(context.getConf());
    context.sc().setJobDescription("read the footers of " + what);
    try {
      int tasks = Math.min(files.size(), 4 * context.defaultParallelism());
      SerializableConfiguration hadoop =
          new SerializableConfiguration(context.hadoopConfiguration());
      return context.parallelize(files, tasks).map(new ReadFooter(hadoop, format)).collect();
    } finally {
      context.sc().setJobDescription(null);
    }
  }

  /** 16 hexadecimal digits that change with any file's name, length or time. */
  @Override
  public String fingerprint() {
    StringBuilder all = new StringBuilder();
    for (File file : files) {
      String below = file.path().substring(folder.toString().length() + 1);
      all.append(below).append('\0').append(file.length()).append('\0').append(file.modified());
      all.append('\n');
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
