package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;

/**
 * Runs on executors: makes rows of {@link KddTable} of lines with their indices. Lines of blanks
 * hold no row. A line that does not fit ends the job when it is read, with its number.
 */
final class KddRows implements FlatMapFunction<Iterator<Tuple2<String, Long>>, InternalRow> {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_EXAMPLE = 200;

  private final String file;
  private final Orientation orientation;

  /**
   * Rows of a file.
   *
   * @param file for messages
   */
  KddRows(String file, Orientation orientation) {
    this.file = file;
    this.orientation = orientation;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<Tuple2<String, Long>> lines) {
    return new Reader(lines);
  }

  /** What a row says of its connection, once for each name of an attack. */
  private record Family(UTF8String attack, UTF8String category, int label) {}

  /** One row object serves for all rows: Spark copies what it is given. */
  private final class Reader implements Iterator<InternalRow> {
    private final Iterator<Tuple2<String, Long>> lines;
    private final Object[] values = new Object[KddTable.schema().size()];
    private final InternalRow row = new GenericInternalRow(values);
    private final Map<String, Family> families = new HashMap<>();
    private Tuple2<String, Long> next;

    Reader(Iterator<Tuple2<String, Long>> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null && lines.hasNext()) {
          Tuple2<String, Long> line = lines.next();
          next = line._1().isBlank() ? null : line;
        }
      } catch (Exception failure) {
        // A damaged file: Hadoop's checked exceptions come through Scala undeclared.
        throw ReadFailure.of(failure, file);
      }
      return next != null;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String line = next._1();
      long number = next._2() + 1;
      next = null;
      if (!KddLine.fits(line)) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "Every line of %s must hold 41 features of their types and the name of a KDD Cup 1999 attack, but line %d does not: \"%s\"."
                .formatted(
                    file, number, line.substring(0, Math.min(LONGEST_EXAMPLE, line.length()))));
      }
      values[0] = number;
      int place = 1;
      for (Object feature : KddLine.features(line)) {
        values[place++] = feature instanceof String text ? UTF8String.fromString(text) : feature;
      }
      Family family = families.computeIfAbsent(KddLine.attack(line), this::family);
      values[place] = family.attack();
      values[place + 1] = family.category();
      values[place + 2] = family.label();
      return row;
    }

    private Family family(String attack) {
      return new Family(
          UTF8String.fromString(attack),
          UTF8String.fromString(KddAttacks.category(attack)),
          orientation.label(!attack.equals(KddAttacks.NORMAL)));
    }
  }
}
