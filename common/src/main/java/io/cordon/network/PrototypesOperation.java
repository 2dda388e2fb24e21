package io.cordon.network;

import io.cordon.layer.Prototypes;
import java.util.Arrays;

/**
 * Distances to prototypes by one matrix product forward and two back: {@code D = w·x² - 2 (w∘c)·x +
 * w·c²}.
 */
final class PrototypesOperation implements Operation {
  /** Prototypes that much further than the nearest, in units of 1 / sharpness, take no part. */
  private static final double FAR = 30;

  private final Prototypes layer;
  private final int inputs;
  private final int at;
  private final int rowsPerProduct;
  private final float[] weights;
  private final float[] weighted;
  private final float[] lengths;
  private final float[] outputs;
  private final float[] nearness;
  private final float[] shares;
  private final float[] towards;
  private final double[] squares;

  /**
   * The layer's work space.
   *
   * @param at index of its first parameter in the flat vector
   * @param steady true where a row's output must have the same bits at every place in a batch of
   *     {@code maxRows}, whatever the other rows are
   */
  PrototypesOperation(Prototypes layer, int inputs, int at, int maxRows, boolean steady) {
    this.layer = layer;
    this.inputs = inputs;
    this.at = at;
    rowsPerProduct = steady ? SteadyRows.of(maxRows, inputs, layer.count()) : maxRows;
    weights = new float[inputs];
    weighted = new float[Math.multiplyExact(layer.count(), inputs)];
    lengths = new float[layer.count()];
    outputs = new float[maxRows];
    nearness = new float[maxRows];
    shares = new float[Math.multiplyExact(maxRows, layer.count())];
    towards = steady ? null : new float[Math.max(weighted.length, maxRows * inputs)];
    squares = new double[inputs];
  }

  private int weightsAt() {
    return at + layer.count() * inputs;
  }

  @Override
  public float[] forward(float[] parameters, float[] rows, int count) {
    load(parameters);
    int prototypes = layer.count();
    for (int row = 0; row < count; row += rowsPerProduct) {
      int some = Math.min(rowsPerProduct, count - row);
      DenseProducts.forward(
          weighted, 0, inputs, prototypes, rows, row * inputs, some, 0, shares, row * prototypes);
    }
    double slope = StrictMath.exp(parameters[weightsAt() + inputs]);
    float offset = parameters[weightsAt() + inputs + 1];
    for (int row = 0; row < count; row++) {
      double length = 0;
      for (int feature = 0; feature < inputs; feature++) {
        float value = rows[row * inputs + feature];
        length += weights[feature] * value * value;
      }
      double near = length + nearest(row * prototypes);
      nearness[row] = (float) near;
      outputs[row] = (float) (Prototypes.GAIN * (slope * near - offset));
    }
    return outputs;
  }

  /** Takes the weights' exponentials, and the prototypes times them. */
  private void load(float[] parameters) {
    for (int feature = 0; feature < inputs; feature++) {
      double logarithm = Prototypes.GAIN * (double) parameters[weightsAt() + feature];
      weights[feature] = (float) StrictMath.exp(logarithm);
    }
    for (int prototype = 0; prototype < layer.count(); prototype++) {
      int from = prototype * inputs;
      double length = 0;
      for (int feature = 0; feature < inputs; feature++) {
        float value = parameters[at + from + feature];
        weighted[from + feature] = weights[feature] * value;
        length += weighted[from + feature] * value;
      }
      lengths[prototype] = (float) length;
    }
  }

  /**
   * Replaces one row's products by the prototypes' shares in the soft minimum, which sum to 1.
   *
   * @return the soft minimum of the distances, less the row's own length
   */
  private double nearest(int from) {
    double least = Double.POSITIVE_INFINITY;
    for (int prototype = 0; prototype < layer.count(); prototype++) {
      float distance = lengths[prototype] - 2 * shares[from + prototype];
      shares[from + prototype] = distance;
      least = Math.min(least, distance);
    }
    double sum = 0;
    for (int prototype = 0; prototype < layer.count(); prototype++) {
      double further = layer.sharpness() * (shares[from + prototype] - least);
      double share = further < FAR ? StrictMath.exp(-further) : 0;
      shares[from + prototype] = (float) share;
      sum += share;
    }
    for (int prototype = 0; prototype < layer.count(); prototype++) {
      shares[from + prototype] /= (float) sum;
    }
    return least - StrictMath.log(sum) / layer.sharpness();
  }

  @Override
  public void backward(
      float[] parameters,
      float[] rows,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    int prototypes = layer.count();
    double slope = StrictMath.exp(parameters[weightsAt() + inputs]);
    double toSlope = 0;
    double toOffset = 0;
    for (int row = 0; row < count; row++) {
      double gradient = Prototypes.GAIN * (double) outputGradient[row];
      toSlope += gradient * slope * nearness[row];
      toOffset -= gradient;
      outputGradient[row] = (float) (gradient * slope); // from here on by the distance
      for (int place = row * prototypes; place < (row + 1) * prototypes; place++) {
        shares[place] *= outputGradient[row];
      }
    }
    parameterGradient[weightsAt() + inputs] = (float) toSlope;
    parameterGradient[weightsAt() + inputs + 1] = (float) toOffset;
    toPrototypes(parameters, rows, count, outputGradient, parameterGradient);
    if (inputGradient != null) {
      toInputs(parameters, rows, count, outputGradient, inputGradient);
    }
  }

  private void toPrototypes(
      float[] parameters, float[] rows, int count, float[] gradient, float[] parameterGradient) {
    DenseProducts.toWeights(shares, inputs, layer.count(), rows, count, towards, 0);
    Arrays.fill(squares, 0);
    for (int row = 0; row < count; row++) {
      for (int feature = 0; feature < inputs; feature++) {
        double value = rows[row * inputs + feature];
        squares[feature] += gradient[row] * value * value;
      }
    }
    for (int prototype = 0; prototype < layer.count(); prototype++) {
      double all = 0;
      for (int row = 0; row < count; row++) {
        all += shares[row * layer.count() + prototype];
      }
      int from = prototype * inputs;
      for (int feature = 0; feature < inputs; feature++) {
        double centre = parameters[at + from + feature];
        double pulled = towards[from + feature];
        squares[feature] += centre * (all * centre - 2 * pulled);
        parameterGradient[at + from + feature] =
            (float) (2 * weights[feature] * (all * centre - pulled));
      }
    }
    for (int feature = 0; feature < inputs; feature++) {
      parameterGradient[weightsAt() + feature] =
          (float) (Prototypes.GAIN * weights[feature] * squares[feature]);
    }
  }

  private void toInputs(
      float[] parameters, float[] rows, int count, float[] gradient, float[] inputGradient) {
    DenseProducts.toInputs(
        parameters, at, inputs, layer.count(), shares, 0, count, 0, inputGradient, 0);
    for (int row = 0; row < count; row++) {
      for (int place = row * inputs; place < (row + 1) * inputs; place++) {
        inputGradient[place] =
            2
                * weights[place - row * inputs]
                * (gradient[row] * rows[place] - inputGradient[place]);
      }
    }
  }
}
