package io.cordon.network;

import io.cordon.layer.Shape;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which steps of the rows are true ones and which are padding, as DL4J's LSTM wants to be told.
 *
 * @param sequence how the LSTM reads a row
 */
record Dl4jMask(Shape sequence) {

  /** {@code count x steps}: 1 for a true step, 0 for padding. */
  INDArray of(float[] rows, int count) {
    int steps = sequence.width();
    float[] mask = new float[count * steps];
    for (int row = 0; row < count; row++) {
      int from = row * steps;
      Arrays.fill(mask, from, from + sequence.truePlaces(rows, row * sequence.size()), 1);
    }
    return Nd4j.create(mask, new int[] {count, steps}, 'c');
  }
}
