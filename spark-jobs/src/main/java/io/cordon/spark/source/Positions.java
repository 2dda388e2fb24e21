package io.cordon.spark.source;

import io.cordon.spark.features.InternalRows;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Runs on executors: counts the rows of each file, for formats whose rows Spark does not number.
 * Every file must be read by one task, from its start to its end.
 *
 * @param file where in a row the file's name stands
 */
public record Positions(int file) implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  /** A session beside this one that reads every file by one task. */
  public static SparkSession unsplit(SparkSession spark) {
    SparkSession whole = spark.cloneSession();
    // Spark cuts files at the larger of the cost of opening one and the share of a task.
    whole.conf().set("spark.sql.files.maxPartitionBytes", String.valueOf(Long.MAX_VALUE));
    whole.conf().set("spark.sql.files.openCostInBytes", String.valueOf(1L << 40));
    whole.conf().set("spark.sql.files.minPartitionNum", "1024");
    return whole;
  }

  /** Adds the position, from 0, behind the last column, which tells the file. */
  public static Dataset<Row> of(Dataset<Row> table) {
    return InternalRows.table(
        table,
        table.schema().add(DayTable.POSITION, DataTypes.LongType, false),
        new Positions(table.schema().length() - 1));
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
    return new Counted(rows, file);
  }

  private static final class Counted implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final int file;
    private final GenericInternalRow position = new GenericInternalRow(1);
    private final JoinedRow joined = new JoinedRow();
    private UTF8String current;
    private long next;

    Counted(Iterator<InternalRow> rows, int file) {
      this.rows = rows;
      this.file = file;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public InternalRow next() {
      InternalRow row = rows.next();
      UTF8String name = row.getUTF8String(file);
      if (!name.equals(current)) {
        current = name.copy();
        next = 0;
      }
      position.update(0, next++);
      return joined.apply(row, position);
    }
  }
}
