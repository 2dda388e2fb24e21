package io.cordon.network;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The shape of a feed-forward network and the layout of its one flat vector of parameters: layer by
 * layer, first the weights ({@code width x inputs}, row-major: one row a unit), then the biases
 * ({@code width}) where the layer has them. Both engines share the layout.
 *
 * @param inputs features a row
 */
public record Architecture(int inputs, List<Layer> layers) implements Serializable {

  public Architecture {
    layers = List.copyOf(layers);
  }

  /** Numbers a row that come out. */
  public int outputs() {
    return layers.isEmpty() ? inputs : layers.get(layers.size() - 1).width();
  }

  /** Length of the flat vector. */
  public int parameterCount() {
    long count = 0;
    int fanIn = inputs;
    for (Layer layer : layers) {
      count += (long) layer.width() * fanIn + (layer.bias() ? layer.width() : 0);
      fanIn = layer.width();
    }
    return Math.toIntExact(count);
  }

  /**
   * The first {@code count} layers as an architecture of their own; its parameters are the first of
   * this one's.
   */
  public Architecture first(int count) {
    return new Architecture(inputs, layers.subList(0, count));
  }

  /**
   * Fresh parameters. Weights are uniform in ±b: Glorot's b = √(6/(in+out)) for linear, sigmoid and
   * tanh layers, He's b = √(6/in) for ReLU, leaky ReLU and ELU layers; biases are 0.
   */
  public float[] initialise(SplittableRandom random) {
    float[] parameters = new float[parameterCount()];
    int next = 0;
    int fanIn = inputs;
    for (Layer layer : layers) {
      double bound =
          switch (layer.activation()) {
            case LINEAR, SIGMOID, TANH -> Math.sqrt(6.0 / (fanIn + layer.width()));
            case RELU, LEAKY_RELU, ELU -> Math.sqrt(6.0 / fanIn);
          };
      for (int weight = 0; weight < layer.width() * fanIn; weight++) {
        parameters[next++] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      next += layer.bias() ? layer.width() : 0;
      fanIn = layer.width();
    }
    return parameters;
  }

  /**
   * Adds the gradient of {@code strength/2 · ‖weights‖²} to a gradient and returns the penalty.
   * Biases are not penalised.
   *
   * @param gradient receives the addition; same layout as the parameters
   */
  public double penalise(float[] parameters, float strength, float[] gradient) {
    double squares = 0;
    int next = 0;
    int fanIn = inputs;
    for (Layer layer : layers) {
      for (int end = next + layer.width() * fanIn; next < end; next++) {
        squares += (double) parameters[next] * parameters[next];
        gradient[next] += strength * parameters[next];
      }
      next += layer.bias() ? layer.width() : 0;
      fanIn = layer.width();
    }
    return 0.5 * strength * squares;
  }
}
