package io.cordon.detector.registry;

import io.cordon.rows.RowFunction;
import java.util.Arrays;
import java.util.List;

/**
 * One score of several: their median or their mean.
 *
 * @param members scores of the same rows, at least one
 */
record MemberScores(List<RowFunction> members, Combine combine) implements RowFunction {
  private static final long serialVersionUID = 1L;

  MemberScores {
    members = List.copyOf(members);
  }

  /** How the scores of a row become one. */
  enum Combine {
    /** The middle one, or the mean of the two in the middle: no single member can move it far. */
    MEDIAN,
    MEAN;

    /** Of the scores, which it may reorder. */
    private double of(float[] scores) {
      return switch (this) {
        case MEDIAN -> {
          Arrays.sort(scores);
          int middle = scores.length / 2;
          double upper = scores[middle];
          yield scores.length % 2 == 1 ? upper : (scores[middle - 1] + upper) / 2;
        }
        case MEAN -> {
          double sum = 0;
          for (float score : scores) {
            sum += score;
          }
          yield sum / scores.length;
        }
      };
    }
  }

  @Override
  public int inputs() {
    return members.get(0).inputs();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Pass open() {
    Pass[] passes = new Pass[members.size()];
    for (int member = 0; member < passes.length; member++) {
      passes[member] = members.get(member).open();
    }
    float[] scores = new float[passes.length * BATCH];
    float[] ofRow = new float[passes.length];
    return (rows, from, count, outputs, to) -> {
      for (int member = 0; member < passes.length; member++) {
        passes[member].apply(rows, from, count, scores, member * BATCH);
      }
      for (int row = 0; row < count; row++) {
        for (int member = 0; member < passes.length; member++) {
          ofRow[member] = scores[member * BATCH + row];
        }
        outputs[to + row] = (float) combine.of(ofRow);
      }
    };
  }
}
