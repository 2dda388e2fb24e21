package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads the features of rows whose texts are texts: Spark hands on bytes that are no UTF-8 as if
 * they were, and a text of many megabytes is a broken writer's.
 *
 * @param inner reads the features
 * @param columns names of the text columns
 * @param ordinals where they stand in a row
 */
public record SoundTexts(FeatureReader inner, String[] columns, int[] ordinals)
    implements FeatureReader {
  /** The most bytes of a text. */
  static final int LONGEST = 1 << 20;

  /** Looks at every text column of a table's schema. */
  public static SoundTexts of(FeatureReader inner, StructType schema) {
    List<String> columns = new ArrayList<>();
    List<Integer> ordinals = new ArrayList<>();
    for (int ordinal = 0; ordinal < schema.length(); ordinal++) {
      if (schema.fields()[ordinal].dataType().equals(DataTypes.StringType)) {
        columns.add(schema.fields()[ordinal].name());
        ordinals.add(ordinal);
      }
    }
    return new SoundTexts(
        inner,
        columns.toArray(String[]::new),
        ordinals.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public int width() {
    return inner.width();
  }

  @Override
  public void encode(InternalRow row, float[] features, int offset) {
    for (int text = 0; text < columns.length; text++) {
      if (!row.isNullAt(ordinals[text])) {
        check(row.getUTF8String(ordinals[text]), columns[text]);
      }
    }
    inner.encode(row, features, offset);
  }

  @Override
  public boolean isMissing(InternalRow row, int column) {
    return inner.isMissing(row, column);
  }

  private static void check(UTF8String value, String column) {
    if (value.numBytes() > LONGEST) {
      throw refused(column, "is longer than " + LONGEST + " bytes");
    }
    if (!isAscii(value) && !UTF8String.fromString(value.toString()).equals(value)) {
      throw refused(column, "is not UTF-8");
    }
  }

  private static boolean isAscii(UTF8String value) {
    int length = value.numBytes();
    for (int place = 0; place < length; place++) {
      if (Platform.getByte(value.getBaseObject(), value.getBaseOffset() + place) < 0) {
        return false;
      }
    }
    return true;
  }

  private static UserException refused(String column, String problem) {
    return new UserException(
        ExitCode.BAD_DATA, "A value of column '" + column + "' " + problem + ": mend the table");
  }
}
