package io.cordon.layer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The shape of a feed-forward network and the layout of its one flat vector of parameters: layer by
 * layer, each as its class says. All engines share the layout.
 *
 * @param input how a row that goes in is to be read
 */
public record Architecture(Shape input, List<Layer> layers) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Architecture {
    layers = List.copyOf(layers);
  }

  /** A network on plain rows of so many features. */
  public Architecture(int inputs, List<? extends Layer> layers) {
    this(Shape.row(inputs), List.copyOf(layers));
  }

  /** Features a row. */
  public int inputs() {
    return input.size();
  }

  /** The shapes between the layers: that of the input, then what comes out of each layer. */
  public List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    shapes.add(input);
    for (Layer layer : layers) {
      shapes.add(layer.output(shapes.get(shapes.size() - 1)));
    }
    return shapes;
  }

  /** The shape that comes out. */
  public Shape output() {
    List<Shape> shapes = shapes();
    return shapes.get(shapes.size() - 1);
  }

  /** Numbers a row that come out. */
  public int outputs() {
    return output().size();
  }

  /** Whether in training a row's outputs depend on the other rows of its batch. */
  public boolean normalisesByBatch() {
    return layers.stream().anyMatch(BatchNormalisation.class::isInstance);
  }

  /** Length of the flat vector. */
  public int parameterCount() {
    List<Shape> shapes = shapes();
    int count = 0;
    for (int index = 0; index < layers.size(); index++) {
      count = Math.addExact(count, layers.get(index).parameterCount(shapes.get(index)));
    }
    return count;
  }

  /**
   * The first {@code count} layers as an architecture of their own; its parameters are the first of
   * this one's.
   */
  public Architecture first(int count) {
    return new Architecture(input, layers.subList(0, count));
  }

  /** Fresh parameters, as each layer draws them. */
  public float[] initialise(SplittableRandom random) {
    float[] parameters = new float[parameterCount()];
    Shape shape = input;
    int next = 0;
    for (Layer layer : layers) {
      layer.initialise(parameters, next, shape, random);
      next += layer.parameterCount(shape);
      shape = layer.output(shape);
    }
    return parameters;
  }

  /**
   * Adds the gradient of {@code strength/2 · ‖weights‖²} to a gradient and returns the penalty.
   * Only weights are penalised: no biases, no scales, no running statistics.
   *
   * @param gradient receives the addition; same layout as the parameters
   */
  public double penalise(float[] parameters, float strength, float[] gradient) {
    double squares = 0;
    Shape shape = input;
    int at = 0;
    for (Layer layer : layers) {
      int end = at + layer.weightCount(shape);
      for (int weight = at; weight < end; weight++) {
        squares += (double) parameters[weight] * parameters[weight];
        gradient[weight] += strength * parameters[weight];
      }
      at += layer.parameterCount(shape);
      shape = layer.output(shape);
    }
    return 0.5 * strength * squares;
  }
}
