package io.cordon.network;

import io.cordon.layer.Architecture;
import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Dense;
import io.cordon.layer.Dropout;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Prototypes;
import io.cordon.layer.Repeat;
import io.cordon.layer.Reshape;
import io.cordon.layer.Shape;
import io.cordon.layer.TransposedConvolution;
import io.cordon.layer.UpSampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The fast engine: one operation a layer, or for two layers that are faster as one, each with its
 * own work space, made when the network is opened; a pass allocates nothing.
 */
final class NativeNetwork implements Network {
  private final Architecture architecture;
  private final int maxRows;
  private final Use use;
  private final SplittableRandom random;
  private final Operation[] operations;
  private final float[][] inputs;
  private final float[][] gradients;

  /** What a network is opened for. */
  enum Use {
    /** Products as large as can be; a row's last bits may depend on its place in the batch. */
    TRAINING,
    /** A row's outputs have the same bits at every place in a batch of the full size. */
    SCORING
  }

  /**
   * A network with its work space.
   *
   * @param random where dropout takes its masks from; null for none
   */
  NativeNetwork(Architecture architecture, int maxRows, Use use, SplittableRandom random) {
    this.architecture = architecture;
    this.maxRows = maxRows;
    this.use = use;
    this.random = random;
    List<Layer> layers = architecture.layers();
    List<Shape> shapes = architecture.shapes();
    List<Operation> planned = new ArrayList<>();
    List<float[]> between = new ArrayList<>();
    int at = 0;
    for (int index = 0; index < layers.size(); ) {
      Shape shape = shapes.get(index);
      boolean pooled = poolsFirst(layers, index);
      boolean inner = index > 0 && use == Use.TRAINING;
      between.add(inner ? new float[Math.multiplyExact(maxRows, shape.size())] : null);
      planned.add(
          pooled ? pooled(layers, index, shape, at) : operation(layers.get(index), shape, at));
      for (int end = index + (pooled ? 2 : 1); index < end; index++) {
        at += layers.get(index).parameterCount(shapes.get(index));
      }
    }
    operations = planned.toArray(new Operation[0]);
    inputs = new float[operations.length][];
    gradients = between.toArray(new float[0][]);
  }

  /** Whether a layer and the pooling behind it are computed as one, the pooling first. */
  private static boolean poolsFirst(List<Layer> layers, int index) {
    return index + 1 < layers.size()
        && layers.get(index + 1) instanceof MaxPooling
        && layers.get(index) instanceof BatchNormalisation normalisation
        && PooledNormalisationOperation.fits(normalisation);
  }

  private Operation pooled(List<Layer> layers, int index, Shape shape, int at) {
    return new PooledNormalisationOperation(
        (BatchNormalisation) layers.get(index),
        (MaxPooling) layers.get(index + 1),
        shape,
        at,
        maxRows,
        use == Use.TRAINING);
  }

  private Operation operation(Layer layer, Shape shape, int at) {
    boolean scoring = use == Use.SCORING;
    if (layer instanceof Dense dense) {
      return new DenseOperation(dense, shape.size(), at, maxRows, scoring);
    } else if (layer instanceof Convolution convolution) {
      return new ConvolutionOperation(convolution, shape, at, maxRows, scoring);
    } else if (layer instanceof TransposedConvolution convolution) {
      return new TransposedConvolutionOperation(convolution, shape, at, maxRows);
    } else if (layer instanceof BatchNormalisation normalisation) {
      return new BatchNormalisationOperation(normalisation, shape, at, maxRows, !scoring);
    } else if (layer instanceof MaxPooling pooling) {
      return new MaxPoolingOperation(pooling, shape, maxRows);
    } else if (layer instanceof UpSampling sampling) {
      return new UpSamplingOperation(sampling, shape, maxRows);
    } else if (layer instanceof Lstm lstm) {
      return new LstmOperation(lstm, shape, at, maxRows, scoring);
    } else if (layer instanceof Prototypes prototypes) {
      return new PrototypesOperation(prototypes, shape.size(), at, maxRows, scoring);
    } else if (layer instanceof Repeat repeat) {
      return new RepeatOperation(repeat, shape.size(), maxRows);
    } else if (layer instanceof Reshape || scoring) {
      return new PassThrough(shape.size());
    } else if (layer instanceof Dropout dropout && random != null) {
      return new DropoutOperation(dropout, shape.size(), maxRows, random);
    }
    throw new IllegalArgumentException("A network with dropout is trained with a random stream");
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  @Override
  public float[] forward(float[] parameters, float[] rows, int count) {
    if (count > maxRows) {
      throw new IllegalArgumentException(
          "The network was opened for " + maxRows + " rows, not for " + count);
    }
    float[] values = rows;
    for (int index = 0; index < operations.length; index++) {
      inputs[index] = values;
      values = operations[index].forward(parameters, values, count);
    }
    return values == rows ? Arrays.copyOf(rows, count * architecture.inputs()) : values;
  }

  @Override
  public void backward(
      float[] parameters,
      float[] rows,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    float[] gradient = outputGradient;
    for (int index = operations.length - 1; index >= 0; index--) {
      float[] below = index == 0 ? inputGradient : gradients[index];
      operations[index].backward(
          parameters, index == 0 ? rows : inputs[index], count, gradient, parameterGradient, below);
      gradient = below;
    }
    if (operations.length == 0 && inputGradient != null) {
      System.arraycopy(outputGradient, 0, inputGradient, 0, count * architecture.inputs());
    }
  }
}
