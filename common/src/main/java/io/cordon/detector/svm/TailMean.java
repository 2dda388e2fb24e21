package io.cordon.detector.svm;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.RadixSelection;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;

/**
 * The mean of the share ν of the rows that lies lowest along a direction: of all points {@code Σ aₙ
 * xₙ, 0 ≤ aₙ ≤ 1/(νN), Σ aₙ = 1} of the rows' reduced convex hull the one with the smallest {@code
 * ⟨w, ·⟩}. Rows at the ν-quantile share what the rows below it leave over, so that the result does
 * not depend on which of them would come first.
 *
 * @param quantile the ν-quantile ρ of {@code ⟨w, x⟩}
 * @param point the mean, as float: an atom of the hull
 */
record TailMean(float quantile, float[] point) {

  static TailMean of(Rows rows, float[] direction, double nu) {
    Projection projection = new Projection(direction);
    float quantile = rows.quantile(projection, RadixSelection.rank(nu, rows.count()));
    double[] sums = rows.fold(new Sums(projection, quantile));
    int width = direction.length;
    double below = sums[2 * width];
    double at = sums[2 * width + 1];
    double size = Math.max(nu * rows.count(), Math.max(1, below)); // νN, at least one row
    double share = (size - below) / at;
    float[] point = new float[width];
    for (int column = 0; column < width; column++) {
      point[column] = (float) ((sums[column] + share * sums[width + column]) / size);
    }
    return new TailMean(quantile, point);
  }

  /** Gathers {@code [sum of the rows below | sum of the rows at the quantile | counts of both]}. */
  private record Sums(RowFunction projection, float quantile) implements Fold<double[]> {
    @Override
    public String title() {
      return "mean of the tail";
    }

    @Override
    public double[] zero() {
      return new double[2 * projection.inputs() + 2];
    }

    @Override
    public double[] gather(int shard, Block block) {
      int width = block.width();
      float[] along = projection.applyTo(block);
      double[] sums = zero();
      for (int row = 0; row < along.length; row++) {
        if (along[row] <= quantile) {
          int at = along[row] < quantile ? 0 : 1;
          double copies = block.counts()[row];
          for (int column = 0; column < width; column++) {
            sums[at * width + column] += copies * block.values()[row * width + column];
          }
          sums[2 * width + at] += copies;
        }
      }
      return sums;
    }

    @Override
    public double[] merge(double[] left, double[] right) {
      for (int place = 0; place < left.length; place++) {
        left[place] += right[place];
      }
      return left;
    }
  }
}
