package io.cordon.detector.svm;

import io.cordon.rows.Average;
import io.cordon.training.RoundState;
import java.util.Arrays;

/**
 * A point of the rows' reduced convex hull as a mixture of some of the hull's points ("atoms"):
 * what the solver of the one-class SVM carries from round to round. A {@link RoundState} holds the
 * atoms as its vector, and the gap and then the weights as its numbers.
 *
 * @param atoms {@code n x width}
 * @param weights n, positive, of sum 1
 * @param gap duality gap of the mixture before the last atom, as a share of the optimum
 */
record HullPoint(int width, float[] atoms, double[] weights, double gap) {

  /** The state before the first round: no atom, the origin. */
  static RoundState start() {
    return RoundState.start(new float[0], Double.POSITIVE_INFINITY);
  }

  static HullPoint of(RoundState state, int width) {
    double[] numbers = state.numbers();
    return new HullPoint(
        width, state.vector(), Arrays.copyOfRange(numbers, 1, numbers.length), numbers[0]);
  }

  /** The state after {@code before}. */
  RoundState after(RoundState before, double objective) {
    double[] numbers = new double[weights.length + 1];
    numbers[0] = gap;
    System.arraycopy(weights, 0, numbers, 1, weights.length);
    return before.next(new Average(atoms, objective), numbers);
  }

  /** The same point with the gap that was found for it. */
  HullPoint withGap(double found) {
    return new HullPoint(width, atoms, weights, found);
  }

  /** The mixture {@code w = Σ λ s}. */
  float[] mixture() {
    float[] mixture = new float[width];
    for (int column = 0; column < width; column++) {
      double sum = 0;
      for (int atom = 0; atom < weights.length; atom++) {
        sum += weights[atom] * atoms[atom * width + column];
      }
      mixture[column] = (float) sum;
    }
    return mixture;
  }

  /** The nearest point to the origin once an atom has come in; atoms without weight go. */
  HullPoint nearestWith(float[] atom, double gap) {
    float[] all = Arrays.copyOf(atoms, atoms.length + width);
    System.arraycopy(atom, 0, all, atoms.length, width);
    double[] mixed = Arrays.copyOf(weights, weights.length + 1);
    NearestPoint.include(products(all, mixed.length), mixed);
    int kept = 0;
    for (int place = 0; place < mixed.length; place++) {
      if (mixed[place] > 0) {
        System.arraycopy(all, place * width, all, kept * width, width);
        mixed[kept++] = mixed[place];
      }
    }
    return new HullPoint(width, Arrays.copyOf(all, kept * width), Arrays.copyOf(mixed, kept), gap);
  }

  private double[][] products(float[] points, int count) {
    double[][] products = new double[count][count];
    for (int left = 0; left < count; left++) {
      for (int right = 0; right <= left; right++) {
        products[left][right] = product(points, left * width, points, right * width, width);
        products[right][left] = products[left][right];
      }
    }
    return products;
  }

  /** The inner product of two stretches of numbers. */
  static double product(float[] left, int leftAt, float[] right, int rightAt, int width) {
    double first = 0;
    double second = 0;
    int place = 0;
    for (; place + 1 < width; place += 2) {
      first += (double) left[leftAt + place] * right[rightAt + place];
      second += (double) left[leftAt + place + 1] * right[rightAt + place + 1];
    }
    return first
        + second
        + (place < width ? (double) left[leftAt + place] * right[rightAt + place] : 0);
  }
}
