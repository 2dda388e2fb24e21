package io.cordon.network;

import io.cordon.layer.Lstm;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * LSTM over all rows of a batch, step by step. At each step the features and the state before lie
 * side by side, so that one product gives all gates; σ(z) = (1 + tanh(z/2)) / 2 makes one tanh of
 * all of them.
 */
final class LstmOperation implements Operation {
  private final Lstm layer;
  private final int units;
  private final int steps;
  private final int features;
  private final int joint;
  private final int weightsAt;
  private final int biasesAt;
  private final int rowsPerProduct;
  private final LstmSteps work;
  private final float[] outputs;
  private final float[] ones;

  LstmOperation(Lstm layer, Shape input, int at, int maxRows, boolean steady) {
    this.layer = layer;
    units = layer.units();
    steps = input.width();
    features = input.channels();
    joint = features + units;
    weightsAt = at;
    biasesAt = at + layer.weightCount(input);
    rowsPerProduct = steady ? SteadyRows.of(maxRows, joint, 4 * units) : maxRows;
    work = new LstmSteps(steps, features, units, maxRows);
    outputs = new float[Math.multiplyExact(maxRows, layer.output(input).size())];
    ones = new float[maxRows];
    Arrays.fill(ones, 1);
  }

  /** The step of the sequence that is taken at a turn. */
  private int stepAt(int turn) {
    return layer.reversed() ? steps - 1 - turn : turn;
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    work.begin(inputs, count, layer.masked());
    for (int turn = 0; turn < steps; turn++) {
      float[] gates = work.gates[turn];
      work.join(turn, stepAt(turn), inputs, count);
      Biases.lay(parameters, biasesAt, 4 * units, gates, count);
      for (int row = 0; row < count; row += rowsPerProduct) {
        int some = Math.min(rowsPerProduct, count - row);
        DenseProducts.forward(
            parameters,
            weightsAt,
            joint,
            4 * units,
            work.joined[turn],
            row * joint,
            some,
            1,
            gates,
            row * 4 * units);
      }
      work.openGates(gates, count);
      work.advance(turn, stepAt(turn), count);
      if (layer.returns() == Lstm.Returns.SEQUENCE) {
        copy(work.states[turn + 1], 0, units, outputs, stepAt(turn) * units, steps * units, count);
      }
    }
    if (layer.returns() == Lstm.Returns.LAST) {
      System.arraycopy(work.states[steps], 0, outputs, 0, count * units);
    }
    return outputs;
  }

  @Override
  public void backward(
      float[] parameters,
      float[] inputs,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    boolean sequence = layer.returns() == Lstm.Returns.SEQUENCE;
    work.beginBack(count);
    for (int turn = steps - 1; turn >= 0; turn--) {
      if (sequence) {
        work.addToState(outputGradient, stepAt(turn) * units, steps * units, count);
      } else if (turn == steps - 1) {
        work.addToState(outputGradient, 0, units, count);
      }
      work.goBack(turn, stepAt(turn), count);
      float keep = turn == steps - 1 ? 0 : 1;
      DenseProducts.toWeights(
          work.gateGradient,
          0,
          joint,
          4 * units,
          work.joined[turn],
          0,
          count,
          keep,
          parameterGradient,
          weightsAt);
      DenseProducts.toWeights(
          work.gateGradient, 0, 1, 4 * units, ones, 0, count, keep, parameterGradient, biasesAt);
      DenseProducts.toInputs(
          parameters, weightsAt, joint, 4 * units, work.gateGradient, count, work.jointGradient);
      work.addToState(work.jointGradient, features, joint, count);
      if (inputGradient != null) {
        copy(
            work.jointGradient,
            0,
            joint,
            inputGradient,
            stepAt(turn) * features,
            steps * features,
            count,
            features);
      }
    }
  }

  private void copy(
      float[] from, int start, int stride, float[] to, int at, int toStride, int count) {
    copy(from, start, stride, to, at, toStride, count, units);
  }

  private static void copy(
      float[] from,
      int start,
      int stride,
      float[] to,
      int at,
      int toStride,
      int count,
      int length) {
    for (int row = 0; row < count; row++) {
      System.arraycopy(from, start + row * stride, to, at + row * toStride, length);
    }
  }
}
