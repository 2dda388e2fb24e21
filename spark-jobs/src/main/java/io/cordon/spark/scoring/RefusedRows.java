package io.cordon.spark.scoring;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.features.InternalRows;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Runs on executors: hands on the rows that cannot be scored, each with the reason behind it. */
public record RefusedRows(FeatureReader reader)
    implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  /** The column that is added. */
  public static final String REASON = "reason";

  /** The refused rows of a table, with a column {@link #REASON} behind the others. */
  public static Dataset<Row> of(Dataset<Row> table, FeatureReader reader) {
    return InternalRows.table(
        table, table.schema().add(REASON, DataTypes.StringType, false), new RefusedRows(reader));
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
    return new Refused(rows, reader);
  }

  /** Looks one row ahead. */
  private static final class Refused implements Iterator<InternalRow> {
    private final Iterator<InternalRow> source;
    private final FeatureReader reader;
    private final float[] features;
    private final GenericInternalRow reason = new GenericInternalRow(1);
    private final JoinedRow joined = new JoinedRow();
    private InternalRow ahead;

    Refused(Iterator<InternalRow> source, FeatureReader reader) {
      this.source = source;
      this.reader = reader;
      this.features = new float[reader.width()];
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && source.hasNext()) {
        InternalRow row = source.next();
        try {
          reader.encode(row, features, 0);
        } catch (UserException refused) {
          if (refused.exitCode() != ExitCode.BAD_DATA) {
            throw refused;
          }
          reason.update(0, UTF8String.fromString(refused.getMessage()));
          ahead = row;
        }
      }
      return ahead != null;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      InternalRow row = joined.apply(ahead, reason);
      ahead = null;
      return row;
    }
  }
}
