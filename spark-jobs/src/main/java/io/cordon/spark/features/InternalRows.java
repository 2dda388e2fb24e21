package io.cordon.spark.features;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The one place that takes a table's rows in Spark's own form, which spares a Java object for each
 * value.
 */
public final class InternalRows {

  private InternalRows() {}

  /** A table's rows. Spark uses a row object again for the next row of the partition. */
  public static JavaRDD<InternalRow> of(Dataset<Row> table) {
    return table.queryExecution().toRdd().toJavaRDD();
  }

  /** A table's rows with these columns only, in this order. */
  public static JavaRDD<InternalRow> of(Dataset<Row> table, List<String> columns) {
    return of(only(table, columns));
  }

  /** A table with these columns only, in this order. */
  public static Dataset<Row> only(Dataset<Row> table, List<String> columns) {
    return table.select(columns.stream().map(InternalRows::column).toArray(Column[]::new));
  }

  /** A column by its exact name, whatever letters it has. */
  public static Column column(String name) {
    return functions.col(quoted(name));
  }

  /**
   * A table of what a function makes of another table's partitions.
   *
   * @param schema of the rows that the function gives; it may give one row object again and again
   */
  public static Dataset<Row> table(
      Dataset<Row> source,
      StructType schema,
      FlatMapFunction<Iterator<InternalRow>, InternalRow> partition) {
    return source
        .sparkSession()
        .internalCreateDataFrame(of(source).mapPartitions(partition, true).rdd(), schema, false);
  }

  /** A column's name as an identifier of Spark SQL, whatever letters it has. */
  static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  /**
   * Summarises rows in one pass on the executors; {@code work} is what Spark's user interface calls
   * it.
   */
  public static <A extends RowSummary<A>> A summarise(
      JavaRDD<InternalRow> rows, A empty, String work) {
    if (rows.getNumPartitions() == 0) {
      return empty.fresh();
    }
    SparkContext context = rows.context();
    context.setJobDescription(work);
    try {
      return rows.mapPartitions(new Gather<>(empty)).treeReduce(new Merge<>());
    } finally {
      context.setJobDescription(null);
    }
  }

  private static final class Gather<A extends RowSummary<A>>
      implements FlatMapFunction<Iterator<InternalRow>, A> {
    private static final long serialVersionUID = 1L;
    private final A empty;

    Gather(A empty) {
      this.empty = empty;
    }

    @Override
    public Iterator<A> call(Iterator<InternalRow> rows) {
      A summary = empty.fresh();
      while (rows.hasNext()) {
        summary.add(rows.next());
      }
      return List.of(summary).iterator();
    }
  }

  private static final class Merge<A extends RowSummary<A>> implements Function2<A, A, A> {
    private static final long serialVersionUID = 1L;

    @Override
    public A call(A left, A right) {
      return left.merge(right);
    }
  }
}
