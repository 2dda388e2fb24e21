package io.cordon.spark.source;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What lies in a day's folder and in the folders below it, each of which must say a value of a
 * column, all on one level the same column's.
 *
 * @param columns one for each level
 * @param files in the order of their paths
 */
record FolderTree(List<String> columns, List<DayFiles.File> files) {
  /** Where Spark's and Hive's writers put rows without a value, and those of an empty text too. */
  private static final String NOTHING = "__HIVE_DEFAULT_PARTITION__";

  /** Lists a day. */
  static FolderTree of(FileSystem system, Path folder) throws IOException {
    FolderTree tree = new FolderTree(new ArrayList<>(), new ArrayList<>());
    List<DayFiles.File> lowest = tree.files();
    int depth = tree.list(system, folder, 0, lowest);
    tree.files().sort(Comparator.comparing(DayFiles.File::path));
    if (depth != tree.columns().size()) {
      throw mixed(folder);
    }
    return tree;
  }

  /**
   * Lists a folder, and gives the depth of its files; where there are none, that of the columns.
   */
  private int list(FileSystem system, Path folder, int depth, List<DayFiles.File> found)
      throws IOException {
    int deepest = -1;
    for (FileStatus child : children(system, folder)) {
      String name = child.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_") && !name.contains("=")) {
        continue; // as Spark does
      }
      int lies = depth;
      if (child.isDirectory()) {
        checkColumn(child.getPath(), depth);
        lies = list(system, child.getPath(), depth + 1, found);
      } else {
        found.add(
            new DayFiles.File(
                child.getPath().toString(), child.getLen(), child.getModificationTime()));
      }
      if (deepest >= 0 && lies != deepest) {
        throw mixed(folder);
      }
      deepest = lies;
    }
    return deepest < 0 ? Math.max(depth, columns.size()) : deepest;
  }

  private void checkColumn(Path folder, int depth) {
    String name = folder.getName();
    int equals = name.indexOf('=');
    String column = equals < 0 ? "" : name.substring(0, equals);
    if (!column.matches("[A-Za-z0-9_]+")) {
      throw new UserException(
          ExitCode.MISMATCH,
          "A folder below a day must say a value of a column, such as region=north, but %s does not: the table must be partitioned by its date first"
              .formatted(text(folder)));
    }
    String value = name.substring(equals + 1);
    if (value.isEmpty() || value.equals(NOTHING)) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "A folder must say a value of %s, but %s holds rows with none or with an empty one, which writers put together: give them a value, or write the column into the files"
              .formatted(column, text(folder)));
    }
    if (columns.size() == depth) {
      columns.add(column);
    } else if (!columns.get(depth).equals(column)) {
      throw new UserException(
          ExitCode.MISMATCH,
          "Folders beside each other must say the same column, but %s stands beside folders of %s"
              .formatted(text(folder), columns.get(depth)));
    }
  }

  private static FileStatus[] children(FileSystem system, Path folder) throws IOException {
    try {
      return system.listStatus(folder);
    } catch (FileNotFoundException none) {
      Path table = folder.getParent();
      String what =
          system.exists(table)
              ? "has no partition " + folder.getName() + ": score a day that it has"
              : "does not exist: correct source.path";
      throw new UserException(
          ExitCode.STORAGE, "The source's table " + text(table) + " " + what, none);
    }
  }

  private static UserException mixed(Path folder) {
    return new UserException(
        ExitCode.MISMATCH,
        "The files of a day must all lie equally deep, but those below %s do not: write the day again"
            .formatted(text(folder)));
  }

  private static String text(Path path) {
    return path.toUri().getPath();
  }
}
