package io.cordon.spark.publish;

import io.cordon.error.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;

/** A run that publishes a little day, in a process of its own; no Spark, so it starts at once. */
public final class PublishingChild {
  static final LocalDate DATE = LocalDate.of(2026, 11, 20);
  static final String COLUMN = "date";

  private PublishingChild() {}

  /**
   * Publishes.
   *
   * @param arguments the table's folder, what the day's files are to say, and the lease in seconds
   */
  public static void main(String[] arguments) throws IOException {
    Configuration configuration = new Configuration();
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (key.toString().startsWith("fs.") || key.toString().startsWith("cordon.test.")) {
                configuration.set(key.toString(), value.toString());
              }
            });
    try {
      publish(
          configuration,
          Path.of(arguments[0]),
          arguments[1],
          Duration.ofSeconds(Long.parseLong(arguments[2])));
    } catch (UserException refused) {
      System.err.println(refused.getMessage());
      System.exit(refused.exitCode().code());
    }
  }

  static void publish(Configuration configuration, Path table, String text, Duration lease)
      throws IOException {
    try (DayRun run =
        DayRun.open(configuration, target(configuration, day(table)), lease, Clock.systemUTC())) {
      for (TableDay.Part part : TableDay.Part.values()) {
        LittleDay.write(day(table).table().getFileSystem(configuration), run.staged(part), text);
      }
      run.publish(LittleDay.entry(text));
    }
  }

  static DayTarget target(Configuration configuration, TableDay day) {
    return new FolderTarget(configuration, day, "text");
  }

  static TableDay day(Path table) {
    return new TableDay(new org.apache.hadoop.fs.Path(table.toString()), COLUMN, DATE);
  }
}
