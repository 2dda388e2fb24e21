package io.cordon.spark.sequence;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.FeatureReader;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;

/** Runs on executors: whether a row can be put in a sequence. */
record IsPlaced(FeatureReader reader) implements Function<InternalRow, Boolean> {
  private static final long serialVersionUID = 1L;

  @Override
  public Boolean call(InternalRow row) {
    try {
      reader.encode(row, new float[0], 0);
      return true;
    } catch (UserException refused) {
      if (refused.exitCode() != ExitCode.BAD_DATA) {
        throw refused;
      }
      return false;
    }
  }
}
