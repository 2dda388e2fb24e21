package io.cordon.network;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout of a DL4J layer with the masks that the native engine draws from the same stream. */
final class StreamDropout implements IDropout {
  private static final long serialVersionUID = 1L;

  private final float rate;
  private final transient SplittableRandom random;
  private transient INDArray mask;

  StreamDropout(float rate, SplittableRandom random) {
    this.rate = rate;
    this.random = random;
  }

  @Override
  public INDArray applyDropout(
      INDArray input, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
    float keep = 1 / (1 - rate);
    float[] factors = new float[Math.toIntExact(input.length())];
    for (int index = 0; index < factors.length; index++) {
      factors[index] = random.nextDouble() < rate ? 0 : keep;
    }
    mask = Nd4j.create(factors, input.shape(), 'c');
    return input.muli(mask, result);
  }

  @Override
  public INDArray backprop(INDArray above, INDArray below, int iteration, int epoch) {
    return above.muli(mask, below);
  }

  @Override
  public void clear() {
    mask = null;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public IDropout clone() {
    return this;
  }
}
