package io.cordon.network;

import io.cordon.layer.Activation;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * What an LSTM keeps of a batch between its passes, turn by turn, and the arithmetic of its cells.
 * Gates lie as i, f, o, g in each row.
 */
final class LstmSteps {
  final float[][] joined;
  final float[][] gates;
  final float[][] states;
  final float[] gateGradient;
  final float[] jointGradient;
  private final float[][] cells;
  private final float[][] bent;
  private final float[] stateGradient;
  private final float[] cellGradient;
  private final int[] lengths;
  private final int steps;
  private final int features;
  private final int units;
  private final Tile halved;
  private final Tile none;
  private final Tile half;

  LstmSteps(int steps, int features, int units, int maxRows) {
    this.steps = steps;
    this.features = features;
    this.units = units;
    int joint = features + units;
    joined = new float[steps][Math.multiplyExact(maxRows, joint)];
    gates = new float[steps][Math.multiplyExact(maxRows, 4 * units)];
    states = new float[steps + 1][maxRows * units];
    cells = new float[steps + 1][maxRows * units];
    bent = new float[steps][maxRows * units];
    gateGradient = new float[maxRows * 4 * units];
    jointGradient = new float[maxRows * joint];
    stateGradient = new float[maxRows * units];
    cellGradient = new float[maxRows * units];
    lengths = new int[maxRows];
    halved = new Tile(4 * units);
    none = new Tile(4 * units);
    half = new Tile(4 * units);
    for (int gate = 0; gate < 4 * units; gate++) {
      halved.set(gate, gate < 3 * units ? 0.5 : 1);
      half.set(gate, gate < 3 * units ? 0.5 : 0);
    }
    halved.repeat();
    half.repeat();
  }

  /** Finds where each sequence's padding begins. */
  void begin(float[] inputs, int count, boolean masked) {
    Shape sequence = Shape.sequence(steps, features);
    for (int row = 0; row < count; row++) {
      lengths[row] = masked ? sequence.truePlaces(inputs, row * sequence.size()) : steps;
    }
  }

  /** Lays the features of a step and the state before it side by side. */
  void join(int turn, int step, float[] inputs, int count) {
    int joint = features + units;
    for (int row = 0; row < count; row++) {
      int from = (row * steps + step) * features;
      System.arraycopy(inputs, from, joined[turn], row * joint, features);
      System.arraycopy(states[turn], row * units, joined[turn], row * joint + features, units);
    }
  }

  /** Activates the gates. */
  void openGates(float[] values, int count) {
    int length = count * 4 * units;
    Tile.multiplyAdd(values, length, halved, none, values);
    Elementwise.activate(Activation.TANH, values, length);
    Tile.multiplyAdd(values, length, halved, half, values);
  }

  /** From gates to the next cells and states. */
  void advance(int turn, int step, int count) {
    float[] next = cells[turn + 1];
    for (int row = 0; row < count; row++) {
      if (step < lengths[row]) {
        cell(gates[turn], row * 4 * units, cells[turn], next, row * units);
      } else {
        System.arraycopy(cells[turn], row * units, next, row * units, units);
      }
    }
    System.arraycopy(next, 0, bent[turn], 0, count * units);
    Elementwise.activate(Activation.TANH, bent[turn], count * units);
    for (int row = 0; row < count; row++) {
      if (step < lengths[row]) {
        state(gates[turn], row * 4 * units + 2 * units, bent[turn], turn, row * units);
      } else {
        System.arraycopy(states[turn], row * units, states[turn + 1], row * units, units);
      }
    }
  }

  private void cell(float[] gate, int from, float[] before, float[] next, int at) {
    for (int unit = 0; unit < units; unit++) {
      next[at + unit] =
          gate[from + units + unit] * before[at + unit]
              + gate[from + unit] * gate[from + 3 * units + unit];
    }
  }

  private void state(float[] gate, int output, float[] curved, int turn, int at) {
    float[] state = states[turn + 1];
    for (int unit = 0; unit < units; unit++) {
      state[at + unit] = gate[output + unit] * curved[at + unit];
    }
  }

  /** Nothing comes from after the last turn. */
  void beginBack(int count) {
    Arrays.fill(stateGradient, 0, count * units, 0);
    Arrays.fill(cellGradient, 0, count * units, 0);
  }

  /** Adds a gradient by the state at hand. */
  void addToState(float[] gradient, int start, int stride, int count) {
    for (int row = 0; row < count; row++) {
      for (int unit = 0; unit < units; unit++) {
        stateGradient[row * units + unit] += gradient[start + row * stride + unit];
      }
    }
  }

  /**
   * From the gradients by a turn's state and cell to those by its gates and by the cell before. The
   * gradient by the state before is then only what passes padding by; the gates' part is added by
   * the caller.
   */
  void goBack(int turn, int step, int count) {
    for (int row = 0; row < count; row++) {
      if (step < lengths[row]) {
        back(turn, row * units, row * 4 * units);
        Arrays.fill(stateGradient, row * units, (row + 1) * units, 0);
      } else {
        Arrays.fill(gateGradient, row * 4 * units, (row + 1) * 4 * units, 0);
      }
    }
  }

  private void back(int turn, int at, int from) {
    float[] gate = gates[turn];
    float[] before = cells[turn];
    float[] curved = bent[turn];
    for (int unit = 0; unit < units; unit++) {
      float i = gate[from + unit];
      float f = gate[from + units + unit];
      float o = gate[from + 2 * units + unit];
      float g = gate[from + 3 * units + unit];
      float t = curved[at + unit];
      float h = stateGradient[at + unit];
      float c = cellGradient[at + unit] + h * o * (1 - t * t);
      gateGradient[from + unit] = c * g * i * (1 - i);
      gateGradient[from + units + unit] = c * before[at + unit] * f * (1 - f);
      gateGradient[from + 2 * units + unit] = h * t * o * (1 - o);
      gateGradient[from + 3 * units + unit] = c * i * (1 - g * g);
      cellGradient[at + unit] = c * f;
    }
  }
}
