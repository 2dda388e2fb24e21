package io.cordon.objective;

import java.io.Serializable;

/** Turns a network's outputs into a loss and its gradient. A value: it travels to the executors. */
public interface Objective extends Serializable {
  /**
   * The loss of a batch, and its gradient.
   *
   * @param rows {@code count x inputs}, what went into the network, row-major
   * @param outputs {@code count x width}, what came out
   * @param count rows in the batch
   * @param gradient receives {@code count x width}: the derivative of the batch's MEAN loss by each
   *     output
   * @return the SUM of the rows' losses
   */
  double evaluate(float[] rows, float[] outputs, int count, float[] gradient);
}
