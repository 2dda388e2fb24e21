package io.cordon.network;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;

/**
 * A dense network in double precision, one row and one unit at a time: slow, and easy to believe.
 */
final class ReferenceNetwork {
  private ReferenceNetwork() {}

  /** Outputs of one row. */
  static double[] forward(Architecture architecture, double[] parameters, double[] row) {
    double[] values = row;
    int next = 0;
    for (Layer some : architecture.layers()) {
      Dense layer = (Dense) some;
      double[] outputs = new double[layer.width()];
      int biases = next + layer.width() * values.length;
      for (int unit = 0; unit < layer.width(); unit++) {
        double sum = layer.bias() ? parameters[biases + unit] : 0;
        for (double value : values) {
          sum += parameters[next++] * value;
        }
        outputs[unit] = activate(layer.activation(), sum);
      }
      next = biases + (layer.bias() ? layer.width() : 0);
      values = outputs;
    }
    return values;
  }

  static double activate(Activation activation, double x) {
    return switch (activation) {
      case LINEAR -> x;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
      case ELU -> x > 0 ? x : Math.expm1(x);
    };
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int index = 0; index < wide.length; index++) {
      wide[index] = values[index];
    }
    return wide;
  }
}
