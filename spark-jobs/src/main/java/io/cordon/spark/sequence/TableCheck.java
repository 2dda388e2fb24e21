package io.cordon.spark.sequence;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What must hold of a table before sequences are made of its rows. */
final class TableCheck {
  private final StructType schema;
  private final List<String> problems = new ArrayList<>();

  TableCheck(StructType schema) {
    this.schema = schema;
  }

  /** The setting names a column of the table. */
  TableCheck has(String key, String column) {
    if (field(column).isEmpty()) {
      String nearest =
          NearestName.of(column, List.of(schema.fieldNames()))
              .map(near -> "; the nearest is '" + near + "'")
              .orElse("");
      problems.add(key + " names column '" + column + "', which the table does not have" + nearest);
    }
    return this;
  }

  /** Tells of all columns that are missing. */
  void finish() {
    if (!problems.isEmpty()) {
      throw new UserException(ExitCode.USAGE, String.join("\n", problems));
    }
  }

  /** The type of a column that is there. */
  DataType type(String column) {
    return field(column).orElseThrow().dataType();
  }

  /** Refuses a type. */
  UserException wrongType(String key, String column, String allowed) {
    return new UserException(
        ExitCode.MISMATCH,
        "%s must name a column of %s, but column '%s' is %s"
            .formatted(key, allowed, column, type(column).catalogString()));
  }

  /** The table has no column of a name that is about to be made. */
  TableCheck lacks(String made) {
    if (field(made).isPresent()) {
      throw new UserException(
          ExitCode.MISMATCH,
          "Sequences make a column '%s', but the table has one already: rename it, or set sequences.form to none"
              .formatted(made));
    }
    return this;
  }

  private Optional<StructField> field(String column) {
    return Arrays.stream(schema.fields())
        .filter(field -> field.name().equalsIgnoreCase(column))
        .findFirst();
  }
}
