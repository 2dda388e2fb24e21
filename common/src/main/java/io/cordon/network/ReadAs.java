package io.cordon.network;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Reverse;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What stands between two layers of DL4J: the same numbers in the dimensions that the next layer
 * wants. All layers have their channels last, so the numbers keep their order; only the steps of a
 * sequence are turned around before and after an LSTM that goes backwards.
 *
 * @param from dimensions that come in, behind the first, which is what remains
 * @param to dimensions that go out, likewise
 * @param turnsInput whether the steps that come in are turned around
 * @param turnsOutput whether the steps that go out are turned around
 */
record ReadAs(long[] from, long[] to, boolean turnsInput, boolean turnsOutput)
    implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  @Override
  public INDArray preProcess(INDArray input, int rows, LayerWorkspaceMgr workspaces) {
    return read(input, turnsInput, to, turnsOutput);
  }

  @Override
  public INDArray backprop(INDArray gradient, int rows, LayerWorkspaceMgr workspaces) {
    return read(gradient, turnsOutput, from, turnsInput);
  }

  private static INDArray read(INDArray values, boolean turn, long[] as, boolean turnAfter) {
    long[] dimensions = new long[as.length + 1];
    dimensions[0] = -1;
    System.arraycopy(as, 0, dimensions, 1, as.length);
    INDArray read = turned(values, turn).dup('c').reshape('c', dimensions);
    return turned(read, turnAfter);
  }

  private static INDArray turned(INDArray sequences, boolean turn) {
    return turn ? Nd4j.exec(new Reverse(sequences, 1))[0] : sequences;
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public InputPreProcessor clone() {
    return this;
  }

  @Override
  public InputType getOutputType(InputType input) {
    throw new UnsupportedOperationException("Layers are given their sizes, not asked for them");
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int minibatch) {
    return Pair.of(mask, state);
  }
}
