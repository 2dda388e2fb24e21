package io.cordon.spark.scoring;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Names of the columns that scoring adds, all of type double.
 *
 * @param score higher = more anomalous
 * @param prediction 1.0 where the score exceeds the model's threshold, else 0.0
 * @param control the score by the untrained network, where it was asked for
 */
public record ScoredColumns(String score, String prediction, String control) {
  /** The names that Spark users know from other detectors. */
  public static final ScoredColumns STANDARD =
      new ScoredColumns("outlierScore", "predictedLabel", "controlScore");

  /** The column of the reasons, where they are wanted; null for rows that are not flagged. */
  public static final String REASONS = "reasons";

  /** The columns that raised the score, each with its share, the largest first. */
  public static final DataType REASONS_TYPE =
      DataTypes.createArrayType(
          new StructType()
              .add("feature", DataTypes.StringType, false)
              .add("share", DataTypes.DoubleType, false),
          false);

  /** The names of the numbers in their order. */
  public List<String> names(boolean withControl) {
    return withControl ? List.of(score, prediction, control) : List.of(score, prediction);
  }

  /**
   * A table's schema with these columns behind it.
   *
   * @throws UserException where the table has a column of such a name already
   */
  public StructType behind(StructType schema, boolean withControl) {
    List<String> present = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      present.add(name.toLowerCase(Locale.ROOT));
    }
    StructType scored = schema;
    for (String name : names(withControl)) {
      if (present.contains(name.toLowerCase(Locale.ROOT))) {
        throw taken(name);
      }
      scored = scored.add(name, DataTypes.DoubleType, false);
    }
    return scored;
  }

  /** The same with reasons behind them. */
  StructType withReasons(StructType schema, boolean withControl) {
    if (Stream.of(schema.fieldNames()).anyMatch(REASONS::equalsIgnoreCase)) {
      throw taken(REASONS);
    }
    return behind(schema, withControl).add(REASONS, REASONS_TYPE, true);
  }

  private static UserException taken(String name) {
    return new UserException(
        ExitCode.MISMATCH,
        "Scoring adds a column "
            + name
            + ", but the table has one already: leave it out by output.columns, or rename it");
  }
}
