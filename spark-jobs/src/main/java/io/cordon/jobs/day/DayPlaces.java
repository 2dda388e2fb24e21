package io.cordon.jobs.day;

import io.cordon.datasets.SourceSettings;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.spark.lake.DayTables;
import io.cordon.spark.lake.TableFormat;
import io.cordon.spark.publish.ObjectStores;
import org.apache.hadoop.fs.Path;

/** Where a day's table, the model and the scored table are; checked before a session starts. */
public record DayPlaces(DayTables source, String model, DayTables output) {

  /**
   * The places that settings name.
   *
   * @throws io.cordon.error.UserException USAGE for one that is missing or of no use for a night
   */
  public static DayPlaces of(RunSettings settings) {
    SourceSettings table =
        settings
            .source()
            .table()
            .filter(found -> TableFormat.of(found.format()).isPresent())
            .filter(found -> found.paths().size() == 1)
            .filter(found -> found.schema().isEmpty() && found.options().isEmpty())
            .orElseThrow(
                () ->
                    wrong(
                        "one table as it is: set source.path to its folder or name and source.format to one of %s, without source.dataset, source.schema and source.options"
                            .formatted(String.join(", ", TableFormat.texts()))));
    if (settings.source().holdOut().isPresent()) {
      throw wrong("all rows of a day: set source.hold-out.enabled to false");
    }
    String column =
        settings
            .day()
            .dateColumn()
            .orElseThrow(
                () -> wrong("a table that is partitioned by date: set source.date-column"));
    return new DayPlaces(
        tables("source.path", table.format(), table.paths().get(0), column),
        settings.model().path().orElseThrow(() -> wrong("a model: set model.path")),
        tables(
            "output.path",
            settings.output().format(),
            settings
                .output()
                .path()
                .orElseThrow(() -> wrong("a place for the scored table: set output.path")),
            column));
  }

  private static DayTables tables(String key, String format, String place, String column) {
    TableFormat known =
        TableFormat.of(format)
            .orElseThrow(
                () ->
                    wrong(
                        "a table to write to by days: set output.format to one of "
                            + String.join(", ", TableFormat.texts())));
    known.check(key, place);
    if (key.equals("output.path") && known.isPublishedByRenames()) {
      ObjectStores.refuse(new Path(place).toUri());
    }
    return new DayTables(known, place, column);
  }

  private static UserException wrong(String needs) {
    return new UserException(ExitCode.USAGE, "score --date needs " + needs);
  }
}
