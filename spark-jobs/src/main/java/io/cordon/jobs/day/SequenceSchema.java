package io.cordon.jobs.day;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.settings.RunTable;
import io.cordon.spark.sequence.Sequences;
import io.cordon.spark.source.DaySchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that sequences are made of, and those of the model and the kept ones that are not
 * made.
 *
 * @param form how rows become sequences
 * @param model what the sequences' columns must be
 */
record SequenceSchema(SparkSession spark, RunTable form, Sequences sequences, ModelSchema model)
    implements DaySchema {

  @Override
  public List<String> check(StructType found) {
    StructType made = made(found);
    List<String> missing = model.kept().stream().filter(column -> !holds(made, column)).toList();
    if (!missing.isEmpty()) {
      throw new UserException(
          ExitCode.MISMATCH,
          "source.id and output.columns must name columns of the sequences, but these have no %s among %s"
              .formatted(String.join(", ", missing), String.join(", ", made.fieldNames())));
    }
    return model.check(made);
  }

  @Override
  public List<String> columns(StructType found) {
    List<String> wanted = new ArrayList<>(sequences.reads());
    form.source().label().stream().filter(label -> holds(found, label)).forEach(wanted::add);
    if (!sequences.gathers()) {
      ModelSchema.add(
          model.columns(made(found)).stream().filter(column -> holds(found, column)).toList(),
          wanted);
    }
    return wanted;
  }

  private StructType made(StructType found) {
    return DaySequences.schema(spark, form, found);
  }

  private static boolean holds(StructType schema, String column) {
    return Arrays.stream(schema.fieldNames()).anyMatch(column::equalsIgnoreCase);
  }
}
