package io.cordon.detector.dagmm;

import io.cordon.layer.Architecture;
import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * DAGMM's four dense networks, whose parameters lie one behind the other in one vector: encoder and
 * decoder of the compression, and the estimation in two halves, between which units are dropped.
 *
 * @param encoder a row to its code
 * @param decoder a code to a row
 * @param hidden code and fit to the estimation's hidden layer
 * @param shares hidden layer to the logits of γ
 */
record DagmmNetworks(
    Architecture encoder, Architecture decoder, Architecture hidden, Architecture shares)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Numbers in the vector. */
  int parameterCount() {
    return at(4);
  }

  /** The networks in the order of the vector. */
  Architecture network(int index) {
    return switch (index) {
      case 0 -> encoder;
      case 1 -> decoder;
      case 2 -> hidden;
      default -> shares;
    };
  }

  /** Where a network's parameters start. */
  int at(int index) {
    int place = 0;
    for (int before = 0; before < index; before++) {
      place += network(before).parameterCount();
    }
    return place;
  }

  /** A network's own parameters out of the vector. */
  float[] parameters(float[] vector, int index) {
    return Arrays.copyOfRange(vector, at(index), at(index + 1));
  }

  /** Fresh parameters of all four. */
  float[] initialise(SplittableRandom random) {
    float[] all = new float[parameterCount()];
    for (int index = 0; index < 4; index++) {
      float[] own = network(index).initialise(random);
      System.arraycopy(own, 0, all, at(index), own.length);
    }
    return all;
  }

  /** Turns logits into γ, in place: {@code rows x components}. */
  static void softmax(double[] logits, int rows, int components) {
    for (int start = 0; start < rows * components; start += components) {
      double best = Double.NEGATIVE_INFINITY;
      for (int place = start; place < start + components; place++) {
        best = Math.max(best, logits[place]);
      }
      double sum = 0;
      for (int place = start; place < start + components; place++) {
        logits[place] = Math.exp(logits[place] - best);
        sum += logits[place];
      }
      for (int place = start; place < start + components; place++) {
        logits[place] /= sum;
      }
    }
  }
}
