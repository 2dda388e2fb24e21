package io.cordon.datasets;

import io.cordon.error.UserException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/**
 * Runs on executors: makes rows of {@link KnownCauses} of the lines below a header, without the
 * label.
 *
 * @param series that they are of
 */
record SeriesLines(String series) implements FlatMapFunction<Tuple2<String, Long>, Row> {
  private static final long serialVersionUID = 1L;
  private static final Pattern POINT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d),([^,]+)");

  @Override
  public Iterator<Row> call(Tuple2<String, Long> numbered) {
    String line = numbered._1().strip();
    if (numbered._2() == 0 || line.isEmpty()) {
      return Collections.emptyIterator();
    }
    Matcher point = POINT.matcher(line);
    if (!point.matches()) {
      throw misfit(numbered, null);
    }
    try {
      double value = Double.parseDouble(point.group(2));
      return List.of(RowFactory.create(series, numbered._2(), point.group(1), value)).iterator();
    } catch (NumberFormatException problem) {
      throw misfit(numbered, problem);
    }
  }

  private UserException misfit(Tuple2<String, Long> numbered, RuntimeException cause) {
    return SequenceSet.misfit(
        series + ".csv", "a time and a number", numbered._1(), numbered._2(), cause);
  }
}
