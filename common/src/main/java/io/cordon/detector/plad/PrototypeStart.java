package io.cordon.detector.plad;

import io.cordon.layer.Prototypes;
import io.cordon.rows.Rows;

/** Where a classifier of prototypes starts: at rows of the training, drawn uniformly. */
final class PrototypeStart {
  /** Rows of the sample whose distances say what is typical. */
  private static final int FEW = 256;

  private PrototypeStart() {}

  /**
   * The layer's first parameters, the same on any cluster.
   *
   * @param seed of the sample
   */
  static float[] of(Prototypes layer, Rows rows, long seed) {
    float[] sample = rows.sample(layer.count(), seed);
    return layer.at(sample, rows.width(), typical(sample, rows.width()));
  }

  /** The classifier that knows no row: as far from normal as from the origin. */
  static float[] unknowing(Prototypes layer, int width) {
    return layer.at(new float[width], width, width);
  }

  /** The mean squared distance of the sample's first rows to the nearest other one. */
  private static double typical(float[] sample, int width) {
    int size = sample.length / width;
    int some = Math.min(FEW, size);
    double sum = 0;
    for (int row = 0; row < some; row++) {
      double least = Double.POSITIVE_INFINITY;
      for (int other = 0; other < size; other++) {
        if (other != row) {
          least = Math.min(least, squared(sample, row * width, other * width, width));
        }
      }
      sum += least / some;
    }
    return sum > 0 && sum < Double.POSITIVE_INFINITY ? sum : 1;
  }

  private static double squared(float[] rows, int left, int right, int width) {
    double sum = 0;
    for (int feature = 0; feature < width; feature++) {
      double difference = rows[left + feature] - rows[right + feature];
      sum += difference * difference;
    }
    return sum;
  }
}
