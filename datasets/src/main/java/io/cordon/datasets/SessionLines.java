package io.cordon.datasets;

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
 * Runs on executors: makes rows of {@link LogSessions} of lines.
 *
 * @param part that the file belongs to
 * @param file its name, without the ending of a packed one
 * @param kind what its lines hold
 */
record SessionLines(String part, String file, Kind kind)
    implements FlatMapFunction<Tuple2<String, Long>, Row> {
  private static final long serialVersionUID = 1L;
  private static final Pattern EVENTS = Pattern.compile("\\s*(\\d+(?:\\s+\\d+)*)\\s*");
  private static final Pattern LABELLED = Pattern.compile("(\\d+(?:\\s+\\d+)*)\\s*,\\s*([01])\\s*");

  /** What the lines of a file hold. */
  enum Kind {
    /** Events of normal sessions. */
    NORMAL,
    /** Events of anomalies. */
    ABNORMAL,
    /** A header; then events, a comma and a label. Only normal sessions are taken. */
    LABELLED
  }

  @Override
  public Iterator<Row> call(Tuple2<String, Long> numbered) {
    String line = numbered._1();
    if (line.isBlank() || kind == Kind.LABELLED && numbered._2() == 0) {
      return Collections.emptyIterator();
    }
    Matcher fields = (kind == Kind.LABELLED ? LABELLED : EVENTS).matcher(line);
    if (!fields.matches()) {
      String must =
          kind == Kind.LABELLED
              ? "numbers of events, a comma and a label 0 or 1"
              : "numbers of events that blanks part";
      throw SequenceSet.misfit(file, must, line, numbered._2(), null);
    }
    if (kind == Kind.LABELLED && fields.group(2).equals("1")) {
      return Collections.emptyIterator();
    }
    int label = kind == Kind.ABNORMAL ? 1 : 0;
    return List.of(RowFactory.create(part, file, numbered._2() + 1, label, fields.group(1)))
        .iterator();
  }
}
