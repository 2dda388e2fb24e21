package io.cordon.spark.source;

import io.cordon.error.FirstLine;
import io.cordon.error.RootCause;
import io.cordon.spark.features.InternalRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the files whose footer is sound and whose pages are not, by reading one after another. It
 * is slow, and for a day whose reading has failed.
 */
public final class UnreadableFiles {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableFiles.class);

  private UnreadableFiles() {}

  /**
   * The files that cannot be read to their end.
   *
   * @param reason judges a failure: whether it is the file's, and not Spark's own
   * @return their paths, each with what is wrong
   */
  public static Map<String, String> of(
      SparkSession spark, DayTable day, Predicate<Throwable> reason) {
    Map<String, String> unreadable = new LinkedHashMap<>();
    for (Footer file : day.files()) {
      DayTable one = new DayTable(day.format(), List.of(file), day.schema(), List.of());
      try {
        long read = InternalRows.of(one.read(spark)).count();
        if (read != file.rows()) {
          unreadable.put(file.path(), "%d rows can be read of %d".formatted(read, file.rows()));
        }
      } catch (Exception problem) {
        // Spark's Scala code throws checked exceptions without declaring them.
        if (!reason.test(problem)) {
          throw problem;
        }
        String said = FirstLine.of(RootCause.of(problem));
        LOG.warn("{} cannot be read: {}", file.path(), said);
        unreadable.put(file.path(), "the file is damaged: " + said);
      }
    }
    return unreadable;
  }
}
