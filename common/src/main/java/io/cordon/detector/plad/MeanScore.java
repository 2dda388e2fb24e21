package io.cordon.detector.plad;

import io.cordon.rows.RowFunction;
import java.util.List;

/**
 * The mean of several scores, each first brought to mean 0 and deviation 1 over the training rows,
 * so that none outweighs the others.
 *
 * @param scores at least one, of one output each
 * @param means of the scores over the training rows
 * @param deviations likewise; 0 counts as 1
 */
record MeanScore(List<RowFunction> scores, double[] means, double[] deviations)
    implements RowFunction {

  MeanScore {
    scores = List.copyOf(scores);
  }

  @Override
  public int inputs() {
    return scores.get(0).inputs();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Pass open() {
    Pass[] passes = new Pass[scores.size()];
    for (int member = 0; member < passes.length; member++) {
      passes[member] = scores.get(member).open();
    }
    float[] values = new float[BATCH];
    double[] sums = new double[BATCH];
    return (rows, from, count, outputs, to) -> {
      java.util.Arrays.fill(sums, 0, count, 0);
      for (int member = 0; member < passes.length; member++) {
        passes[member].apply(rows, from, count, values, 0);
        double deviation = deviations[member] > 0 ? deviations[member] : 1;
        for (int row = 0; row < count; row++) {
          sums[row] += (values[row] - means[member]) / deviation;
        }
      }
      for (int row = 0; row < count; row++) {
        outputs[to + row] = (float) (sums[row] / passes.length);
      }
    };
  }
}
