package io.cordon.spark.sequence;

import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.SoundTexts;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Runs on executors: refuses rows that lack what puts them in a sequence. Features are read of the
 * sequences only, so it gives none.
 *
 * @param columns that a row must have
 * @param ordinals where they stand in a row
 */
public record PlacedRows(String[] columns, int[] ordinals) implements FeatureReader {

  /** Judges the rows of a table, those with broken texts too. */
  public static FeatureReader reader(Sequences sequences, StructType schema) {
    List<String> names =
        List.of(schema.fieldNames()).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    List<String> required = sequences.required();
    int[] ordinals =
        required.stream().mapToInt(name -> names.indexOf(name.toLowerCase(Locale.ROOT))).toArray();
    return SoundTexts.of(new PlacedRows(required.toArray(String[]::new), ordinals), schema);
  }

  /** The rows of a table that a reader does not refuse. */
  public static Dataset<Row> of(Dataset<Row> table, FeatureReader reader) {
    JavaRDD<InternalRow> kept = InternalRows.of(table).filter(new IsPlaced(reader));
    return table.sparkSession().internalCreateDataFrame(kept.rdd(), table.schema(), false);
  }

  @Override
  public int width() {
    return 0;
  }

  @Override
  public void encode(InternalRow row, float[] features, int offset) {
    for (int column = 0; column < columns.length; column++) {
      if (row.isNullAt(ordinals[column])) {
        throw Present.refusal(columns[column]);
      }
    }
  }

  @Override
  public boolean isMissing(InternalRow row, int column) {
    return false;
  }
}
