package io.cordon.spark.scoring;

import io.cordon.explain.Explanation;
import io.cordon.explain.Reason;
import io.cordon.explain.Reasons;
import io.cordon.rows.RowFunction;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Runs on executors: the reasons of the flagged rows of one block after the other. */
final class FlaggedReasons {
  private final ReasonsWanted wanted;
  private final float threshold;
  private final int width;
  private final Explanation.Pass pass;
  private final float[] flagged;
  private Iterator<Reasons> reasons = List.<Reasons>of().iterator();

  FlaggedReasons(ReasonsWanted wanted, float threshold, int width) {
    this.wanted = wanted;
    this.threshold = threshold;
    this.width = width;
    this.pass = wanted.explanation().open();
    this.flagged = new float[RowFunction.BATCH * width];
  }

  /** Finds the reasons of a block's flagged rows, all at once. */
  void explain(float[] features, float[] scores, int rows, Survey survey) {
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (scores[row] > threshold) {
        System.arraycopy(features, row * width, flagged, count++ * width, width);
      }
    }
    List<Reasons> found = pass.reasons(flagged, 0, count, wanted.most());
    if (survey != null) {
      found.forEach(each -> survey.explained(each.gap()));
    }
    reasons = found.iterator();
  }

  /** Those of the block's next flagged row, as {@link ScoredColumns#REASONS_TYPE}. */
  ArrayData next() {
    List<Reason> largest = reasons.next().largest();
    Object[] array = new Object[largest.size()];
    for (int index = 0; index < array.length; index++) {
      InternalRow reason =
          new GenericInternalRow(
              new Object[] {
                UTF8String.fromString(largest.get(index).column()), largest.get(index).share()
              });
      array[index] = reason;
    }
    return new GenericArrayData(array);
  }
}
