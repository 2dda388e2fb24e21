package io.cordon.objective;

import io.cordon.layer.Shape;

/**
 * Reconstruction of sequences that end in padding: a row's loss is the MEAN of (x - x̂)² over the
 * numbers of its true steps; padding costs nothing and teaches nothing. A row of nothing but
 * padding loses 0.
 *
 * @param sequence how a row is to be read
 */
public record TrueStepError(Shape sequence) implements Objective {
  private static final long serialVersionUID = 1L;

  @Override
  public double evaluate(float[] rows, float[] outputs, int count, float[] gradient) {
    int size = sequence.size();
    java.util.Arrays.fill(gradient, 0, count * size, 0);
    double loss = 0;
    for (int row = 0; row < count; row++) {
      int from = row * size;
      int length = sequence.truePlaces(rows, from) * sequence.channels();
      float scale = 2f / ((float) length * count);
      double squares = 0;
      for (int place = from; place < from + length; place++) {
        float error = outputs[place] - rows[place];
        gradient[place] = scale * error;
        squares += (double) error * error;
      }
      loss += length == 0 ? 0 : squares / length;
    }
    return loss;
  }
}
