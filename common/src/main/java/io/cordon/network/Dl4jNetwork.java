package io.cordon.network;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The same dense layers on DeepLearning4J. DL4J stores a layer as the weights ({@code inputs x
 * width}, column-major) and then the biases, which is number for number our layout, so parameters
 * and gradients are copied as one vector. Nothing of ND4J leaves this class.
 */
final class Dl4jNetwork implements Network {
  private final Architecture architecture;
  private final int maxRows;
  private final MultiLayerNetwork network;

  Dl4jNetwork(Architecture architecture, int maxRows) {
    if (architecture.layers().isEmpty()) {
      throw new IllegalArgumentException("A DL4J network needs a layer");
    }
    this.architecture = architecture;
    this.maxRows = maxRows;
    network = new MultiLayerNetwork(configuration(architecture));
    network.init(Nd4j.create(DataType.FLOAT, 1, architecture.parameterCount()), false);
    useOneThread();
    network.initGradientsView();
  }

  /**
   * Spark already gives every core a task. ND4J sets its own threads and those of OpenBLAS by the
   * number of cores when it starts.
   */
  private static void useOneThread() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    BlasLoader.useOneThread();
  }

  private static MultiLayerConfiguration configuration(Architecture architecture) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(new NoOp())
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .list();
    int fanIn = architecture.inputs();
    for (Layer layer : architecture.layers()) {
      if (!(layer instanceof Dense dense)) {
        throw new UnsupportedOperationException("no DL4J layer yet for " + layer);
      }
      list.layer(
          new DenseLayer.Builder()
              .nIn(fanIn)
              .nOut(dense.width())
              .hasBias(dense.bias())
              .activation(activation(dense.activation()))
              .build());
      fanIn = dense.width();
    }
    return list.build();
  }

  private static IActivation activation(Activation activation) {
    return switch (activation) {
      case LINEAR -> new ActivationIdentity();
      case SIGMOID -> new ActivationSigmoid();
      case TANH -> new ActivationTanH();
      case RELU -> new ActivationReLU();
      case LEAKY_RELU -> new ActivationLReLU(0.01);
      case ELU -> new ActivationELU(1);
    };
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
    int length = architecture.parameterCount();
    network.setParams(Nd4j.create(Arrays.copyOf(parameters, length), new int[] {1, length}, 'c'));
    network.setInput(matrix(rows, count, architecture.inputs()));
    // Inputs are kept, since the backward pass needs them.
    INDArray outputs = network.feedForward(true, false).get(architecture.layers().size());
    return numbers(outputs);
  }

  @Override
  public void backward(
      float[] parameters,
      float[] rows,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    INDArray below =
        network
            .backpropGradient(matrix(outputGradient, count, architecture.outputs()), null)
            .getSecond();
    float[] gradient = numbers(network.getFlattenedGradients());
    System.arraycopy(gradient, 0, parameterGradient, 0, gradient.length);
    if (inputGradient != null) {
      System.arraycopy(numbers(below), 0, inputGradient, 0, count * architecture.inputs());
    }
  }

  private static INDArray matrix(float[] values, int rows, int width) {
    return Nd4j.create(Arrays.copyOf(values, rows * width), new int[] {rows, width}, 'c');
  }

  /** A copy on the heap, row-major: ND4J's own order depends on the operation. */
  private static float[] numbers(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
