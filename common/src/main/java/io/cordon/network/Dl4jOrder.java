package io.cordon.network;

import io.cordon.layer.Architecture;
import io.cordon.layer.Convolution;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.Shape;
import io.cordon.layer.TransposedConvolution;
import java.util.List;

/**
 * Where DL4J keeps which of our parameters. Its flat vector is as long as ours and has the layers
 * in the same order, but within a layer
 *
 * <ul>
 *   <li>a convolution has its biases first, then filters x channels x size x size;
 *   <li>a transposed convolution has its biases first, then channels x filters x size x size;
 *   <li>an LSTM has W, U and b one after the other, each a gate after the other in the order g, f,
 *       o, i;
 *   <li>dense layers and batch normalisation are number for number ours.
 * </ul>
 */
final class Dl4jOrder {
  /** Which block of ours DL4J's blocks of an LSTM are: i, f, o, g here and g, f, o, i there. */
  private static final int[] GATES = {3, 1, 2, 0};

  private final int[] ours;
  private int next;

  private Dl4jOrder(int length) {
    ours = new int[length];
  }

  /** For every parameter of DL4J the index of the same in our vector. */
  static int[] of(Architecture architecture) {
    Dl4jOrder order = new Dl4jOrder(architecture.parameterCount());
    List<Shape> shapes = architecture.shapes();
    for (int index = 0; index < architecture.layers().size(); index++) {
      order.add(architecture.layers().get(index), shapes.get(index));
    }
    return order.ours;
  }

  private void add(Layer layer, Shape input) {
    int at = next;
    if (layer instanceof Convolution convolution) {
      int weights = convolution.weightCount(input);
      addRun(at + weights, convolution.parameterCount(input) - weights);
      int square = convolution.size() * convolution.size();
      for (int filter = 0; filter < convolution.filters(); filter++) {
        int from = at + filter * square * input.channels();
        addTransposed(from, square, input.channels());
      }
    } else if (layer instanceof TransposedConvolution convolution) {
      int weights = convolution.weightCount(input);
      addRun(at + weights, convolution.parameterCount(input) - weights);
      int square = convolution.size() * convolution.size();
      for (int channel = 0; channel < input.channels(); channel++) {
        int from = at + channel * square * convolution.filters();
        addTransposed(from, square, convolution.filters());
      }
    } else if (layer instanceof Lstm lstm) {
      addLstm(at, lstm.units(), input.channels());
    } else {
      addRun(at, layer.parameterCount(input));
    }
  }

  private void addRun(int from, int count) {
    for (int index = from; index < from + count; index++) {
      ours[next++] = index;
    }
  }

  private void addTransposed(int from, int rows, int columns) {
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        ours[next++] = from + row * columns + column;
      }
    }
  }

  private void addLstm(int at, int units, int features) {
    int joint = features + units;
    for (int gate : GATES) {
      for (int unit = 0; unit < units; unit++) {
        addRun(at + (gate * units + unit) * joint, features);
      }
    }
    for (int gate : GATES) {
      for (int unit = 0; unit < units; unit++) {
        addRun(at + (gate * units + unit) * joint + features, units);
      }
    }
    for (int gate : GATES) {
      addRun(at + 4 * units * joint + gate * units, units);
    }
  }
}
