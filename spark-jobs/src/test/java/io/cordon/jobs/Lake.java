package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A source table partitioned by date, a model of it, and the scored table that grows beside it, all
 * in one folder; jobs run on it through the command line.
 */
record Lake(Path folder, Path model) {
  static final int ROWS = 200;
  static final String BEFORE = "2026-11-19";
  static final String DAY = "2026-11-20";

  /** A lake with two sound days, of two files each, in a new folder. */
  static Lake in(Path parent, Path model) {
    try {
      Lake lake = new Lake(Files.createTempDirectory(parent, "lake"), model);
      lake.write(BEFORE, good());
      lake.write(DAY, good().selectExpr("id + 1000 as id", "amount", "hour", "service"));
      return lake;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** A copy of a lake, so that what was published need not be published again. */
  Lake copied(Path parent) {
    try {
      Path copy = Files.createTempDirectory(parent, "lake");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = copy.resolve(folder.relativize(file));
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
      return new Lake(copy, model);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Sound rows. */
  static Dataset<Row> good() {
    return SharedSession.session()
        .range(0, ROWS, 1, 2)
        .selectExpr(
            "id",
            "sin(id) * 10 as amount",
            "cast(id % 24 as int) as hour",
            "concat('s', id % 4) as service");
  }

  /** Trains the model that lakes share. */
  static Path trained(Path folder) throws IOException {
    return trained(folder, "1");
  }

  /** Trains one from another seed. */
  static Path trained(Path folder, String seed) throws IOException {
    Path table = folder.resolve("training");
    good().write().parquet(table.toString());
    Path model = folder.resolve("model");
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("source.path", table.toString());
    settings.put("source.id", "id");
    settings.put("detector.name", "autoencoder");
    settings.put("detector.autoencoder.hidden", "4");
    settings.put("detector.autoencoder.code", "2");
    settings.put("training.seed", seed);
    settings.put("training.rounds", "1");
    settings.put("training.shards", "2");
    settings.put("model.path", model.toString());
    JobRun run = JobRun.with(settings, "train");
    assertThat(run.code()).as(run.err()).isZero();
    return model;
  }

  Path source(String day) {
    return folder.resolve("source/date=" + day);
  }

  Path scored(String day) {
    return folder.resolve("scored/date=" + day);
  }

  Path quarantine(String day) {
    return folder.resolve("scored/_quarantine/date=" + day);
  }

  Path control() {
    return folder.resolve("scored/_cordon");
  }

  /** Writes a day of the source, as an upstream job does. */
  void write(String day, Dataset<Row> rows) {
    rows.write().mode("overwrite").parquet(source(day).toString());
  }

  /** Adds files to a day of the source. */
  void append(String day, Dataset<Row> rows) {
    rows.write().mode("append").parquet(source(day).toString());
  }

  /** The data files of a day of the source, by name. */
  List<Path> files(String day) {
    try (Stream<Path> files = Files.list(source(day))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** What a nightly run of the lake differs in from the defaults. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("source.path", folder.resolve("source").toString());
    settings.put("source.date-column", "date");
    settings.put("source.id", "id");
    settings.put("model.path", model.toString());
    settings.put("output.path", folder.resolve("scored").toString());
    settings.put("output.columns", "id");
    return settings;
  }

  /** Words of the command line. */
  String[] arguments(String day, String... more) {
    List<String> all = new ArrayList<>(List.of("score", "--date", day));
    settings().forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  JobRun score(String day, String... more) {
    return JobRun.of(arguments(day, more));
  }

  /** A run that must end well. */
  JobRun done(String day, String... more) {
    JobRun run = score(day, more);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  /** A day of the scored table. */
  Dataset<Row> table(String day) {
    return SharedSession.session().read().parquet(scored(day).toString());
  }

  /** The quarantine of a day. */
  Dataset<Row> quarantined(String day) {
    return SharedSession.session().read().parquet(quarantine(day).toString());
  }

  /** The alerts of a day. */
  Dataset<Row> alerts(String day) {
    return SharedSession.session()
        .read()
        .parquet(folder.resolve("scored/_alerts/date=" + day).toString());
  }

  /** Everything below the scored table: the files' names, lengths and times. */
  Map<String, String> published() {
    Map<String, String> found = new TreeMap<>();
    Path root = folder.resolve("scored");
    if (!Files.exists(root)) {
      return found;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(
            root.relativize(file).toString(),
            Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return found;
  }

  /** The same without the pages of days that were refused. */
  Map<String, String> withoutRefusals() {
    Map<String, String> found = published();
    found.keySet().removeIf(file -> file.matches("_cordon/[.]?[0-9-]+[.]refused[.].*"));
    return found;
  }

  /** Nothing may be left of a run but its day and its entry in the ledger. */
  void assertNoLitter() {
    assertThat(published().keySet())
        .allMatch(
            file ->
                file.matches("((_quarantine|_alerts)/)?date=[0-9-]+/[^/]+")
                    || file.matches("_cordon/[.]?[0-9-]+([.]report)?[.](json|html)([.]crc)?"));
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("writing"));
  }
}
