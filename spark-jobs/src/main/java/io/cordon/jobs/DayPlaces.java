package io.cordon.jobs;

import io.cordon.datasets.SourceSettings;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.publish.ObjectStores;

/**
 * Where a day's table, the model and the scored table are; checked before a session starts.
 *
 * @param column by which both tables are partitioned
 */
record DayPlaces(String source, String column, String model, String output) {

  static DayPlaces of(RunSettings settings) {
    SourceSettings table =
        settings
            .source()
            .table()
            .filter(found -> found.format().equals("parquet") && found.paths().size() == 1)
            .filter(found -> found.schema().isEmpty() && found.options().isEmpty())
            .orElseThrow(
                () ->
                    wrong(
                        "one Parquet table as it is: set source.path to its folder and source.format to parquet, without source.dataset, source.schema and source.options"));
    if (settings.source().holdOut().isPresent()) {
      throw wrong("all rows of a day: set source.hold-out.enabled to false");
    }
    if (!settings.output().format().equals("parquet")) {
      throw wrong("a Parquet table to write to: set output.format to parquet");
    }
    settings
        .output()
        .path()
        .map(org.apache.hadoop.fs.Path::new)
        .ifPresent(output -> ObjectStores.refuse(output.toUri()));
    return new DayPlaces(
        table.paths().get(0),
        settings
            .day()
            .dateColumn()
            .orElseThrow(
                () -> wrong("a table that is partitioned by date: set source.date-column")),
        settings.model().path().orElseThrow(() -> wrong("a model: set model.path")),
        settings
            .output()
            .path()
            .orElseThrow(() -> wrong("a place for the scored table: set output.path")));
  }

  private static UserException wrong(String needs) {
    return new UserException(ExitCode.USAGE, "score --date needs " + needs);
  }
}
