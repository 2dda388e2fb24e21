package io.cordon.spark.source;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of one day of a table that is partitioned by folders such as {@code date=2026-11-21}.
 *
 * @param folder of the day
 * @param files in the order of their names
 */
public record DayFiles(Path folder, List<File> files) {
  private static final String FINISHED = "_SUCCESS";

  public DayFiles {
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
   *     empty or not finished; MISMATCH where it has folders below it
   */
  public static DayFiles list(
      Configuration configuration, Path table, String column, LocalDate date, boolean finished) {
    try {
      FileSystem system = table.getFileSystem(configuration);
      Path folder = new Path(system.makeQualified(table), column + "=" + date);
      DayFiles day = listed(system, table, folder);
      boolean marked =
          system.exists(new Path(folder, FINISHED)) || system.exists(new Path(table, FINISHED));
      if (finished && !marked) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "A day is scored when it is finished, but neither %s nor the table's folder holds %s: wait for the writer, or say --no-success-check"
                .formatted(text(folder), FINISHED));
      }
      if (day.files().isEmpty()) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "There is no data for %s: %s holds no files".formatted(date, text(folder)));
      }
      return day;
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE, "Cannot list %s: %s".formatted(table, FirstLine.of(problem)), problem);
    }
  }

  private static DayFiles listed(FileSystem system, Path table, Path folder) throws IOException {
    List<File> files = new ArrayList<>();
    FileStatus[] found;
    try {
      found = system.listStatus(folder);
    } catch (FileNotFoundException none) {
      String what =
          system.exists(table)
              ? "has no partition " + folder.getName() + ": score a day that it has"
              : "does not exist: correct source.path";
      throw new UserException(
          ExitCode.STORAGE, "The source's table " + text(table) + " " + what, none);
    }
    for (FileStatus file : found) {
      String name = file.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_") && !name.contains("=")) {
        continue; // as Spark does
      }
      if (file.isDirectory()) {
        throw new UserException(
            ExitCode.MISMATCH,
            "A day's folder must hold files only, but %s is a folder: the table must be partitioned by its date alone"
                .formatted(text(file.getPath())));
      }
      files.add(new File(file.getPath().toString(), file.getLen(), file.getModificationTime()));
    }
    files.sort(Comparator.comparing(File::path));
    return new DayFiles(folder, files);
  }

  /** 16 hexadecimal digits that change with any file's name, length or time. */
  public String fingerprint() {
    StringBuilder all = new StringBuilder();
    for (File file : files) {
      all.append(new Path(file.path()).getName())
          .append('\0')
          .append(file.length())
          .append('\0')
          .append(file.modified())
          .append('\n');
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

  private static String text(Path path) {
    return path.toUri().getPath();
  }
}
