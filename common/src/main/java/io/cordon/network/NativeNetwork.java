package io.cordon.network;

import java.util.Arrays;
import java.util.List;

/**
 * The fast engine for dense layers: three matrix products a layer, and single loops for everything
 * else. All work space is made when the network is opened; a pass allocates nothing. Slopes are
 * found from outputs, so only one number a unit and row is kept.
 */
final class NativeNetwork implements Network {
  private final Architecture architecture;
  private final int maxRows;
  private final int[] inputs;
  private final int[] weightsAt;
  private final int[] rowsPerProduct;
  private final float[][] outputs;
  private final float[][] gradients;
  private final float[] ones;

  /**
   * A network whose products are as large as can be; a row's last bits may depend on its place in
   * the batch.
   */
  NativeNetwork(Architecture architecture, int maxRows) {
    this(architecture, maxRows, false);
  }

  /**
   * A network with its work space.
   *
   * @param steady true where a row's outputs must have the same bits at every place in a batch of
   *     {@code maxRows}, whatever the other rows are
   */
  NativeNetwork(Architecture architecture, int maxRows, boolean steady) {
    this.architecture = architecture;
    this.maxRows = maxRows;
    List<Layer> layers = architecture.layers();
    inputs = new int[layers.size()];
    weightsAt = new int[layers.size()];
    rowsPerProduct = new int[layers.size()];
    outputs = new float[layers.size()][];
    gradients = new float[Math.max(0, layers.size() - 1)][];
    int fanIn = architecture.inputs();
    int next = 0;
    for (int index = 0; index < inputs.length; index++) {
      int width = layers.get(index).width();
      inputs[index] = fanIn;
      weightsAt[index] = next;
      rowsPerProduct[index] = steady ? SteadyRows.of(maxRows, fanIn, width) : maxRows;
      outputs[index] = new float[Math.multiplyExact(maxRows, width)];
      if (index < gradients.length) {
        gradients[index] = new float[outputs[index].length];
      }
      next += width * fanIn + (layers.get(index).bias() ? width : 0);
      fanIn = width;
    }
    ones = new float[maxRows];
    Arrays.fill(ones, 1);
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
    for (int index = 0; index < outputs.length; index++) {
      forward(index, parameters, values, count);
      values = outputs[index];
    }
    return outputs.length == 0 ? Arrays.copyOf(rows, count * architecture.inputs()) : values;
  }

  private void forward(int index, float[] parameters, float[] values, int count) {
    Layer layer = architecture.layers().get(index);
    int width = layer.width();
    int fanIn = inputs[index];
    if (layer.bias()) {
      layBiases(parameters, weightsAt[index] + width * fanIn, width, outputs[index], count);
    }
    float keep = layer.bias() ? 1 : 0;
    for (int row = 0; row < count; row += rowsPerProduct[index]) {
      int some = Math.min(rowsPerProduct[index], count - row);
      DenseProducts.forward(
          parameters,
          weightsAt[index],
          fanIn,
          width,
          values,
          row * fanIn,
          some,
          keep,
          outputs[index],
          row * width);
    }
    Elementwise.activate(layer.activation(), outputs[index], count * width);
  }

  /**
   * Copies the biases into every row, doubling what is there: the product then adds to them, which
   * saves a pass.
   */
  private static void layBiases(
      float[] parameters, int biasesAt, int width, float[] outputs, int count) {
    System.arraycopy(parameters, biasesAt, outputs, 0, width);
    int end = count * width;
    for (int done = width; done < end; done *= 2) {
      System.arraycopy(outputs, 0, outputs, done, Math.min(done, end - done));
    }
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
    for (int index = outputs.length - 1; index >= 0; index--) {
      Layer layer = architecture.layers().get(index);
      int width = layer.width();
      int fanIn = inputs[index];
      Elementwise.multiplyBySlope(layer.activation(), outputs[index], gradient, count * width);
      DenseProducts.toWeights(
          gradient,
          fanIn,
          width,
          index == 0 ? rows : outputs[index - 1],
          count,
          parameterGradient,
          weightsAt[index]);
      if (layer.bias()) {
        DenseProducts.toWeights(
            gradient, 1, width, ones, count, parameterGradient, weightsAt[index] + width * fanIn);
      }
      float[] below = index == 0 ? inputGradient : gradients[index - 1];
      if (below != null) {
        DenseProducts.toInputs(parameters, weightsAt[index], fanIn, width, gradient, count, below);
      }
      gradient = below;
    }
    if (outputs.length == 0 && inputGradient != null) {
      System.arraycopy(outputGradient, 0, inputGradient, 0, count * architecture.inputs());
    }
  }
}
