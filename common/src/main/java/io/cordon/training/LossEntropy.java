package io.cordon.training;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.io.Serializable;

/**
 * How evenly a loss is spread over the rows: the entropy of the rows' shares in it, {@code -Σ p log
 * p / log N} with {@code p = loss / Σ loss}. It is 1 where all rows lose alike and falls towards 0
 * as the loss gathers on few rows, as it does while the many normal rows are learned and the few
 * anomalies are not. Sums are taken in double in the order of the shards.
 *
 * <p>Source: Huang et al., "EntropyStop: Unsupervised Deep Outlier Detection with Loss Entropy",
 * KDD 2024, section 4.
 *
 * @param count N: rows, copies included
 * @param sum of the losses
 * @param sumOfLogs of {@code loss log loss}
 */
public record LossEntropy(long count, double sum, double sumOfLogs) implements Serializable {

  /** The entropy of a loss, at least 0 for every row. */
  public static LossEntropy of(Rows rows, RowFunction loss) {
    return rows.fold(new Gather(loss));
  }

  /** In [0, 1]; 1 where nothing is lost, or there is one row at most. */
  public double value() {
    if (count <= 1 || sum <= 0) {
      return 1;
    }
    return (Math.log(sum) - sumOfLogs / sum) / Math.log(count);
  }

  /** The mean loss of a row, and the least positive number where it is 0. */
  public double mean() {
    return Math.max(Double.MIN_NORMAL, sum / Math.max(1, count));
  }

  private record Gather(RowFunction loss) implements Fold<LossEntropy> {
    @Override
    public String title() {
      return "entropy of the losses";
    }

    @Override
    public LossEntropy zero() {
      return new LossEntropy(0, 0, 0);
    }

    @Override
    public LossEntropy gather(int shard, Block block) {
      float[] losses = loss.applyTo(block);
      long count = 0;
      double sum = 0;
      double sumOfLogs = 0;
      for (int row = 0; row < losses.length; row++) {
        int copies = block.counts()[row];
        double lost = losses[row];
        count += copies;
        sum += copies * lost;
        sumOfLogs += lost > 0 ? copies * lost * Math.log(lost) : 0;
      }
      return new LossEntropy(count, sum, sumOfLogs);
    }

    @Override
    public LossEntropy merge(LossEntropy left, LossEntropy right) {
      return new LossEntropy(
          left.count() + right.count(),
          left.sum() + right.sum(),
          left.sumOfLogs() + right.sumOfLogs());
    }
  }
}
