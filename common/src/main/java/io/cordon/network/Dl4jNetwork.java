package io.cordon.network;

import io.cordon.layer.Architecture;
import io.cordon.layer.Dropout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The same layers on DeepLearning4J, which has their parameters in an order of its own. Where
 * several places of a pool are largest, DL4J gives the gradient to another one than the native
 * engine.
 */
final class Dl4jNetwork implements Network {
  static {
    // Before ND4J loads OpenBLAS, which settles its kernels once a process.
    Blas.choice();
  }

  private final Architecture architecture;
  private final int maxRows;
  private final boolean training;
  private final Dl4jPlan plan;
  private final int[] order;
  private final MultiLayerNetwork network;

  private Dl4jNetwork(
      Architecture architecture, int maxRows, boolean training, SplittableRandom random) {
    this.architecture = architecture;
    this.maxRows = maxRows;
    this.training = training;
    plan = new Dl4jPlan(architecture, random);
    order = Dl4jOrder.of(architecture);
    network = new MultiLayerNetwork(plan.configuration());
    network.init(order.length == 0 ? null : Nd4j.create(DataType.FLOAT, 1, order.length), false);
    useOneThread();
    network.initGradientsView();
  }

  /**
   * A network for training.
   *
   * @param random where dropout takes its masks from; null for none
   */
  static Dl4jNetwork forTraining(Architecture architecture, int maxRows, SplittableRandom random) {
    if (random == null && architecture.layers().stream().anyMatch(Dropout.class::isInstance)) {
      throw new IllegalArgumentException("A network with dropout is trained with a random stream");
    }
    return new Dl4jNetwork(architecture, maxRows, true, random);
  }

  /** A network that only goes forward. */
  static Dl4jNetwork forScoring(Architecture architecture, int maxRows) {
    return new Dl4jNetwork(architecture, maxRows, false, null);
  }

  /**
   * Spark already gives every core a task. ND4J sets its own threads and those of OpenBLAS by the
   * number of cores when it starts.
   */
  private static void useOneThread() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    BlasLoader.useOneThread();
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
    setParameters(parameters);
    plan.mask().ifPresent(mask -> network.getLayer(0).setMaskArray(mask.of(rows, count)));
    network.setInput(array(rows, count * architecture.inputs(), architecture.inputs()));
    // Inputs are kept, since the backward pass needs them.
    List<INDArray> values = network.feedForward(training, false);
    if (training) {
      plan.moments().forEach(each -> each.moveTowards(values.get(each.layer()), parameters));
    }
    return numbers(values.get(values.size() - 1));
  }

  private void setParameters(float[] parameters) {
    float[] theirs = new float[order.length];
    for (int index = 0; index < order.length; index++) {
      theirs[index] = parameters[order[index]];
    }
    plan.moments().forEach(each -> each.toVariances(theirs));
    if (order.length > 0) {
      network.setParams(array(theirs, order.length, order.length));
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
    INDArray above = array(outputGradient, count * architecture.outputs(), plan.output());
    INDArray below = network.backpropGradient(above, null).getSecond();
    if (order.length > 0) {
      float[] theirs = numbers(network.getFlattenedGradients());
      plan.moments().forEach(each -> each.clear(theirs));
      for (int index = 0; index < order.length; index++) {
        parameterGradient[order[index]] = theirs[index];
      }
    }
    if (inputGradient != null) {
      System.arraycopy(numbers(below), 0, inputGradient, 0, count * architecture.inputs());
    }
  }

  private static INDArray array(float[] values, int length, long... dimensions) {
    long[] shape = new long[dimensions.length + 1];
    System.arraycopy(dimensions, 0, shape, 1, dimensions.length);
    shape[0] = length / Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
    return Nd4j.create(Arrays.copyOf(values, length), shape, 'c');
  }

  /** A copy on the heap, row-major: ND4J's own order depends on the operation. */
  private static float[] numbers(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
