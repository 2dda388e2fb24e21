package io.cordon.jobs.settings;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.datasets.DatasetRequest;
import io.cordon.datasets.Datasets;
import io.cordon.datasets.DemoSettings;
import io.cordon.datasets.HoldOut;
import io.cordon.datasets.NamedDataset;
import io.cordon.datasets.Orientation;
import io.cordon.datasets.SourceSettings;
import io.cordon.datasets.TableSource;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.source.SameColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Where a run's table comes from, and which of its columns are no features.
 *
 * @param dataset a named data set, or empty for a table of the user's own
 * @param request what is asked of a named data set
 * @param table what is asked of Spark's reader otherwise
 * @param id columns that identify a row
 * @param label column that tells anomalies from normal rows
 * @param exclude columns to leave out
 * @param holdOut how rows are parted for a held-out evaluation
 */
public record SourceOptions(
    Optional<NamedDataset> dataset,
    DatasetRequest request,
    Optional<SourceSettings> table,
    List<String> id,
    Optional<String> label,
    List<String> exclude,
    Optional<HoldOut> holdOut) {

  /** Which part of the rows a job reads where the settings hold some out. */
  public Dataset<Row> read(SparkSession spark, HoldOut.Part part) {
    return part(whole(spark), id, part);
  }

  /** All rows. */
  Dataset<Row> whole(SparkSession spark) {
    return dataset.isPresent() ? dataset.get().wholeTable(spark, request) : ownTable(spark);
  }

  /** What of a table belongs to a part, where the settings hold some rows out. */
  Dataset<Row> part(Dataset<Row> whole, List<String> partedBy, HoldOut.Part part) {
    if (holdOut.isEmpty()) {
      return whole;
    }
    if (part == HoldOut.Part.TRAIN) {
      whole.persist(StorageLevel.MEMORY_AND_DISK()); // the protocol takes several passes over it
    }
    HoldOut wanted = holdOut.get();
    return new HoldOut(wanted.testShare(), wanted.contamination(), wanted.seed(), part)
        .select(whole, partedBy, label.orElseThrow());
  }

  /** A Parquet table's files must agree, unless the user wants Spark to merge what they have. */
  private Dataset<Row> ownTable(SparkSession spark) {
    SourceSettings settings = described();
    Dataset<Row> read = TableSource.read(spark, settings);
    boolean merged =
        settings.options().entrySet().stream()
            .anyMatch(
                option ->
                    option.getKey().equalsIgnoreCase("mergeSchema")
                        && option.getValue().equalsIgnoreCase("true"));
    if (settings.format().equalsIgnoreCase("parquet") && !merged) {
      SameColumns.require(read, exclude);
    }
    return read;
  }

  private SourceSettings described() {
    return table.orElseThrow(
        () ->
            new UserException(
                ExitCode.USAGE,
                "A run needs a table: set source.dataset, or source.path with source.format"));
  }

  /** Reads the group {@code source}. */
  static SourceOptions read(Settings source) {
    Optional<NamedDataset> dataset = dataset(source);
    List<String> id =
        dataset
            .map(NamedDataset::idColumns)
            .filter(columns -> source.texts("id").isEmpty())
            .orElse(source.texts("id"));
    Optional<String> label =
        source.optionalText("label").or(() -> dataset.map(NamedDataset::labelColumn));
    List<String> exclude =
        Stream.concat(
                source.texts("exclude").stream(),
                dataset.stream().flatMap(named -> named.excludedColumns().stream()))
            .distinct()
            .toList();
    return new SourceOptions(
        dataset, request(source), table(source), id, label, exclude, holdOut(source, id, label));
  }

  private static Optional<NamedDataset> dataset(Settings source) {
    Optional<String> name = source.optionalText("dataset");
    if (name.isPresent() && !Datasets.names().contains(name.get())) {
      source.problem(
          "dataset",
          "must be one of "
              + String.join(", ", Datasets.names())
              + ", or \"\" for a table of your own");
      return Optional.empty();
    }
    if (name.isPresent() && !source.texts("path").isEmpty()) {
      source.problem(
          "path",
          "is for a table of your own, but source.dataset names "
              + name.get()
              + ", whose folder is source.data");
    }
    return name.map(Datasets::named);
  }

  private static DatasetRequest request(Settings source) {
    DemoSettings demo =
        new DemoSettings(
            source.wholeNumber("rows", 1, Long.MAX_VALUE),
            source.number("anomaly-share", Range.closed(0, 1)),
            source.wholeNumber("seed"));
    return new DatasetRequest(
        Optional.of(source.text("data")),
        source.optionalText("file"),
        Optional.of(source.oneOf("orientation", Orientation.class)),
        normalClasses(source),
        demo,
        Optional.empty());
  }

  private static List<Integer> normalClasses(Settings source) {
    List<Integer> classes = new ArrayList<>();
    for (String text : source.texts("normal-classes")) {
      if (text.matches("[0-9]")) {
        classes.add(Integer.valueOf(text));
      } else {
        source.problem("normal-classes", "must be whole numbers from 0 to 9, not " + text);
      }
    }
    return classes;
  }

  private static Optional<SourceSettings> table(Settings source) {
    List<String> paths = source.texts("path");
    String format = source.text("format");
    if (paths.isEmpty()) {
      return format.equals("jdbc")
          ? Optional.of(settings(source, format, paths))
          : Optional.empty();
    }
    return Optional.of(
        format.equals("table") || format.equals("hive")
            ? catalogue(format, paths)
            : settings(source, format, paths));
  }

  private static SourceSettings catalogue(String format, List<String> paths) {
    return new SourceSettings(
        format, paths, Optional.empty(), Map.of(), Optional.of(paths.get(0)), Optional.empty());
  }

  private static SourceSettings settings(Settings source, String format, List<String> paths) {
    return new SourceSettings(
        format,
        paths,
        source.optionalText("schema"),
        options(source, format),
        Optional.empty(),
        Optional.empty());
  }

  private static Map<String, String> options(Settings source, String format) {
    Map<String, String> options = new HashMap<>(source.map("options"));
    for (String side : List.of("height", "width")) {
      String length = String.valueOf(source.integer("image." + side, 1, 1 << 12));
      if (format.equals("images")) {
        options.put(side, length);
      }
    }
    String channels = source.oneOf("image.channels", List.of("1", "3"));
    if (format.equals("images")) {
      options.put("channels", channels);
    }
    return options;
  }

  private static Optional<HoldOut> holdOut(
      Settings source, List<String> id, Optional<String> label) {
    double share = source.number("hold-out.test-share", Range.closedOpen(0, 1));
    double contamination = source.number("hold-out.contamination", Range.closedOpen(0, 1));
    long seed = source.wholeNumber("hold-out.seed");
    if (!source.flag("hold-out.enabled")) {
      return Optional.empty();
    }
    if (id.isEmpty() || label.isEmpty()) {
      source.problem(
          "hold-out.enabled", "needs source.id, by which rows are parted, and source.label");
      return Optional.empty();
    }
    OptionalDouble mixed =
        contamination > 0 ? OptionalDouble.of(contamination) : OptionalDouble.empty();
    return Optional.of(new HoldOut(share, mixed, seed, HoldOut.Part.ALL));
  }
}
