package io.cordon.layer;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Long short-term memory over the steps of a sequence (Hochreiter and Schmidhuber 1997, with a
 * forget gate):
 *
 * <pre>
 *   i, f, o = σ(W x + U h + b)     g = tanh(W x + U h + b)
 *   c = f c + i g                  h = o tanh(c)
 * </pre>
 *
 * Parameters: W and U side by side ({@code 4 units x (features + units)}: the rows of i, f, o, then
 * g), then b ({@code 4 units}).
 *
 * @param units length of the state
 * @param returns what comes out
 * @param reversed true to go from the last step to the first
 * @param masked true where steps of nothing but zeros at the end of a sequence are padding: they
 *     leave the state as it is, so that the last state is that of the last true step, however long
 *     the padding
 */
public record Lstm(int units, Returns returns, boolean reversed, boolean masked) implements Layer {
  private static final long serialVersionUID = 1L;

  /** What comes out of a layer of states. */
  public enum Returns {
    /** The state after the last step: a plain row. */
    LAST,
    /** The state at every step: a sequence. */
    SEQUENCE
  }

  @Override
  public Shape output(Shape input) {
    if (input.height() != 1) {
      throw new IllegalArgumentException("An LSTM takes sequences, not " + input);
    }
    return switch (returns) {
      case LAST -> Shape.row(units);
      case SEQUENCE -> Shape.sequence(input.width(), units);
    };
  }

  @Override
  public int weightCount(Shape input) {
    return Math.multiplyExact(4 * units, input.channels() + units);
  }

  @Override
  public int parameterCount(Shape input) {
    return weightCount(input) + 4 * units;
  }

  /** W by Glorot, U orthogonal, b 0 but for the forget gate's, which is 1. */
  @Override
  public void initialise(float[] parameters, int at, Shape input, SplittableRandom random) {
    int features = input.channels();
    int joint = features + units;
    float[] ofInput = new float[4 * units * features];
    Initial.uniform(ofInput, 0, ofInput.length, Activation.TANH, features, units, random);
    float[] ofState = new float[4 * units * units];
    Initial.orthogonal(ofState, 0, 4, units, random);
    for (int gate = 0; gate < 4 * units; gate++) {
      System.arraycopy(ofInput, gate * features, parameters, at + gate * joint, features);
      System.arraycopy(ofState, gate * units, parameters, at + gate * joint + features, units);
    }
    int biases = at + weightCount(input);
    Arrays.fill(parameters, biases + units, biases + 2 * units, 1);
  }
}
