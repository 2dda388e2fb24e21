package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the features of rows that must have their key columns: a score that belongs to nobody is of
 * no use.
 *
 * @param inner reads the features
 * @param keys names of the key columns
 * @param ordinals where they stand in a row
 */
public record KeyedReader(FeatureReader inner, String[] keys, int[] ordinals)
    implements FeatureReader {

  /** Binds the keys to a table's schema, as Spark finds columns: by name, whatever its case. */
  public static KeyedReader of(FeatureReader inner, List<String> keys, StructType schema) {
    int[] ordinals = new int[keys.size()];
    for (int key = 0; key < ordinals.length; key++) {
      ordinals[key] = -1;
      for (int ordinal = 0; ordinal < schema.length(); ordinal++) {
        if (schema.fields()[ordinal].name().equalsIgnoreCase(keys.get(key))) {
          ordinals[key] = ordinal;
        }
      }
      if (ordinals[key] < 0) {
        throw new IllegalArgumentException("The schema has no column " + keys.get(key));
      }
    }
    return new KeyedReader(inner, keys.toArray(String[]::new), ordinals);
  }

  @Override
  public int width() {
    return inner.width();
  }

  @Override
  public void encode(InternalRow row, float[] features, int offset) {
    for (int key = 0; key < keys.length; key++) {
      if (row.isNullAt(ordinals[key])) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "Key column '" + keys[key] + "' is null, and a row must have its key: mend the table");
      }
    }
    inner.encode(row, features, offset);
  }

  @Override
  public boolean isMissing(InternalRow row, int column) {
    return inner.isMissing(row, column);
  }
}
