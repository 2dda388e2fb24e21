package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The files of one named data set: in the data folder, or in its subfolder of the set's name. */
final class DataFolder {
  private final SparkSession spark;
  private final String name;
  private final List<Path> places;

  DataFolder(SparkSession spark, String folder, String name) {
    this.spark = spark;
    this.name = name;
    Path root = new Path(folder);
    this.places = List.of(new Path(root, name), root);
  }

  /**
   * The first of the files that is there, fully qualified.
   *
   * @throws UserException (STORAGE) saying where it was looked for
   */
  String find(List<String> candidates) {
    for (Path place : places) {
      for (String candidate : candidates) {
        Optional<Path> found = existing(new Path(place, candidate));
        if (found.isPresent()) {
          return found.get().toString();
        }
      }
    }
    throw new UserException(
        ExitCode.STORAGE,
        "The data set %s needs the file %s in %s or %s, but it is not there: put it there, or run \"fetch %s\"."
            .formatted(name, candidates.get(0), places.get(0), places.get(1), name));
  }

  /** The text of a small file; empty where it is not there. */
  Optional<String> text(String file) {
    for (Path place : places) {
      Optional<Path> found = existing(new Path(place, file));
      if (found.isPresent()) {
        return Optional.of(read(found.get()));
      }
    }
    return Optional.empty();
  }

  private String read(Path file) {
    try (InputStream input = fileSystem(file).open(file)) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw ReadFailure.of(problem, file.toString());
    }
  }

  private Optional<Path> existing(Path file) {
    try {
      FileSystem system = fileSystem(file);
      return system.exists(file) && system.getFileStatus(file).isFile()
          ? Optional.of(system.makeQualified(file))
          : Optional.empty();
    } catch (IOException problem) {
      throw ReadFailure.of(problem, file.toString());
    }
  }

  private FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem(spark.sessionState().newHadoopConf());
  }
}
