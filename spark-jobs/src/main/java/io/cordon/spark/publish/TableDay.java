package io.cordon.spark.publish;

import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * One day of a table that is partitioned by folders such as {@code date=2026-11-21}.
 *
 * @param table the table's folder
 * @param column the partition column: letters, digits and underscores
 */
public record TableDay(Path table, String column, LocalDate date) {
  private static final String CONTROL = "_cordon";

  public TableDay {
    if (!column.matches("[A-Za-z0-9_]+")) {
      throw new IllegalArgumentException("a partition column must be a plain name, not " + column);
    }
  }

  /** What is published for a day, in this order. */
  public enum Part {
    /** The rows themselves. */
    TABLE,
    /** What could not be used, in a table of its own below the table's folder. */
    QUARANTINE,
    /** What asks for attention, likewise; a day may be without it. */
    ALERTS,
    /** What the run says of the day, as JSON; a day may be without it. */
    REPORT,
    /** The same as a page to read; likewise. */
    PAGE;

    /** What also a day leaves that was not let through. */
    static final List<Part> OF_REFUSED = List.of(REPORT, PAGE);

    /** Whether a day is not whole without this part. */
    boolean required() {
      return this == TABLE || this == QUARANTINE;
    }
  }

  /** The folder of the day's partition of a part. */
  public Path place(Part part) {
    String partition = column + "=" + date;
    return switch (part) {
      case TABLE -> new Path(table, partition);
      case QUARANTINE -> new Path(new Path(table, "_quarantine"), partition);
      case ALERTS -> new Path(new Path(table, "_alerts"), partition);
      case REPORT -> new Path(control(), date + ".report.json");
      case PAGE -> new Path(control(), date + ".report.html");
    };
  }

  /**
   * Where the report and the page of a try lie that was not let through: beside those of published
   * days, until the day is published.
   */
  public Path refused(Part part) {
    return switch (part) {
      case REPORT -> new Path(control(), date + ".refused.json");
      case PAGE -> new Path(control(), date + ".refused.html");
      case TABLE, QUARANTINE, ALERTS ->
          throw new IllegalArgumentException("a refused day leaves no " + part);
    };
  }

  /** The same table's day before. */
  public TableDay before() {
    return new TableDay(table, column, date.minusDays(1));
  }

  /** The folder of everything that is not data. */
  Path control() {
    return new Path(table, CONTROL);
  }

  /** The day's entry in the ledger. */
  Path entry() {
    return new Path(control(), date + ".json");
  }

  /** How the names of the day's locks start, up to their number. */
  String lockPrefix() {
    return date + ".lock-";
  }

  /** How the names of the folders of the day's runs start. */
  String runPrefix() {
    return date + ".run-";
  }
}
