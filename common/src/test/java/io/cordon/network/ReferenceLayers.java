package io.cordon.network;

import io.cordon.layer.Architecture;
import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Prototypes;
import io.cordon.layer.Repeat;
import io.cordon.layer.Shape;
import io.cordon.layer.TransposedConvolution;
import io.cordon.layer.UpSampling;
import java.util.Arrays;

/**
 * Every kind of layer in double precision, in training mode, one number at a time by the formulas
 * of its class: slow, and easy to believe.
 */
final class ReferenceLayers {
  private ReferenceLayers() {}

  /** Outputs of a batch. */
  static double[][] forward(Architecture architecture, double[] parameters, double[][] rows) {
    double[][] values = rows;
    Shape shape = architecture.input();
    int at = 0;
    for (Layer layer : architecture.layers()) {
      double[] own = Arrays.copyOfRange(parameters, at, at + layer.parameterCount(shape));
      values = forward(layer, shape, own, values);
      at += own.length;
      shape = layer.output(shape);
    }
    return values;
  }

  private static double[][] forward(Layer layer, Shape shape, double[] own, double[][] rows) {
    if (layer instanceof BatchNormalisation normalisation) {
      return normalised(normalisation, shape, own, rows);
    }
    double[][] results = new double[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      results[row] = forward(layer, shape, own, rows[row]);
    }
    return results;
  }

  private static double[] forward(Layer layer, Shape shape, double[] own, double[] row) {
    if (layer instanceof Dense) {
      Architecture dense = new Architecture(shape.size(), java.util.List.of(layer));
      return ReferenceNetwork.forward(dense, own, row);
    } else if (layer instanceof Convolution convolution) {
      return convolved(convolution, shape, own, row);
    } else if (layer instanceof TransposedConvolution convolution) {
      return transposed(convolution, shape, own, row);
    } else if (layer instanceof MaxPooling pooling) {
      return pooled(pooling, shape, row);
    } else if (layer instanceof UpSampling sampling) {
      return enlarged(sampling, shape, row);
    } else if (layer instanceof Lstm lstm) {
      return remembered(lstm, shape, own, row);
    } else if (layer instanceof Prototypes prototypes) {
      return new double[] {distance(prototypes, own, row)};
    } else if (layer instanceof Repeat repeat) {
      double[] results = new double[repeat.steps() * row.length];
      Arrays.setAll(results, index -> row[index % row.length]);
      return results;
    }
    return row;
  }

  private static double distance(Prototypes layer, double[] own, double[] row) {
    int weightsAt = layer.count() * row.length;
    double sum = 0;
    for (int prototype = 0; prototype < layer.count(); prototype++) {
      double distance = 0;
      for (int feature = 0; feature < row.length; feature++) {
        double difference = row[feature] - own[prototype * row.length + feature];
        distance += Math.exp(10 * own[weightsAt + feature]) * difference * difference;
      }
      sum += Math.exp(-layer.sharpness() * distance);
    }
    double nearest = -Math.log(sum) / layer.sharpness();
    return 10 * (Math.exp(own[own.length - 2]) * nearest - own[own.length - 1]);
  }

  private static int place(Shape shape, int y, int x, int channel) {
    return (y * shape.width() + x) * shape.channels() + channel;
  }

  private static double[] convolved(Convolution layer, Shape in, double[] own, double[] row) {
    Shape out = layer.output(in);
    double[] results = new double[out.size()];
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        for (int filter = 0; filter < out.channels(); filter++) {
          double sum = layer.bias() ? own[layer.weightCount(in) + filter] : 0;
          int weight = filter * layer.size() * layer.size() * in.channels();
          for (int dy = 0; dy < layer.size(); dy++) {
            for (int dx = 0; dx < layer.size(); dx++) {
              for (int channel = 0; channel < in.channels(); channel++) {
                int sy = y * layer.stride() - layer.padding() + dy;
                int sx = x * layer.stride() - layer.padding() + dx;
                boolean inside = sy >= 0 && sy < in.height() && sx >= 0 && sx < in.width();
                sum += own[weight++] * (inside ? row[place(in, sy, sx, channel)] : 0);
              }
            }
          }
          results[place(out, y, x, filter)] = ReferenceNetwork.activate(layer.activation(), sum);
        }
      }
    }
    return results;
  }

  private static double[] transposed(
      TransposedConvolution layer, Shape in, double[] own, double[] row) {
    Shape out = layer.output(in);
    double[] results = new double[out.size()];
    for (int place = 0; place < out.size(); place++) {
      results[place] = layer.bias() ? own[layer.weightCount(in) + place % out.channels()] : 0;
    }
    int size = layer.size();
    for (int index = 0; index < in.size(); index++) {
      int channel = index % in.channels();
      int top = index / in.channels() / in.width() * layer.stride() - layer.padding();
      int left = index / in.channels() % in.width() * layer.stride() - layer.padding();
      for (int cell = 0; cell < size * size * out.channels(); cell++) {
        int y = top + cell / out.channels() / size;
        int x = left + cell / out.channels() % size;
        if (y >= 0 && y < out.height() && x >= 0 && x < out.width()) {
          results[place(out, y, x, cell % out.channels())] +=
              row[index] * own[channel * size * size * out.channels() + cell];
        }
      }
    }
    Arrays.setAll(results, index -> ReferenceNetwork.activate(layer.activation(), results[index]));
    return results;
  }

  private static double[] pooled(MaxPooling layer, Shape in, double[] row) {
    Shape out = layer.output(in);
    double[] results = new double[out.size()];
    Arrays.fill(results, Double.NEGATIVE_INFINITY);
    for (int y = 0; y < out.height() * layer.size(); y++) {
      for (int x = 0; x < out.width() * layer.size(); x++) {
        for (int channel = 0; channel < in.channels(); channel++) {
          int to = place(out, y / layer.size(), x / layer.size(), channel);
          results[to] = Math.max(results[to], row[place(in, y, x, channel)]);
        }
      }
    }
    return results;
  }

  private static double[] enlarged(UpSampling layer, Shape in, double[] row) {
    Shape out = layer.output(in);
    double[] results = new double[out.size()];
    for (int index = 0; index < results.length; index++) {
      int channel = index % out.channels();
      int x = index / out.channels() % out.width() / layer.factor();
      int y = index / out.channels() / out.width() / layer.factor();
      results[index] = row[place(in, y, x, channel)];
    }
    return results;
  }

  private static double[][] normalised(
      BatchNormalisation layer, Shape shape, double[] own, double[][] rows) {
    int channels = shape.channels();
    double[][] results = new double[rows.length][shape.size()];
    for (int channel = 0; channel < channels; channel++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : rows) {
        for (int place = channel; place < row.length; place += channels) {
          sum += row[place];
          squares += row[place] * row[place];
        }
      }
      double numbers = (double) rows.length * shape.places();
      double mean = sum / numbers;
      double deviation = Math.sqrt(squares / numbers - mean * mean + BatchNormalisation.EPSILON);
      for (int row = 0; row < rows.length; row++) {
        for (int place = channel; place < shape.size(); place += channels) {
          double normal = (rows[row][place] - mean) / deviation;
          results[row][place] =
              ReferenceNetwork.activate(
                  layer.activation(),
                  layer.affine() ? own[channel] * normal + own[channels + channel] : normal);
        }
      }
    }
    return results;
  }

  private static double[] remembered(Lstm layer, Shape in, double[] own, double[] row) {
    int units = layer.units();
    int joint = in.channels() + units;
    int length = in.width();
    while (layer.masked() && length > 0 && isZero(row, (length - 1) * in.channels(), in)) {
      length--;
    }
    double[] state = new double[units];
    double[] cell = new double[units];
    double[] sequence = new double[in.width() * units];
    for (int turn = 0; turn < in.width(); turn++) {
      int step = layer.reversed() ? in.width() - 1 - turn : turn;
      if (step < length) {
        double[] gates = new double[4 * units];
        for (int gate = 0; gate < gates.length; gate++) {
          gates[gate] = own[4 * units * joint + gate];
          for (int index = 0; index < joint; index++) {
            double input =
                index < in.channels()
                    ? row[step * in.channels() + index]
                    : state[index - in.channels()];
            gates[gate] += own[gate * joint + index] * input;
          }
        }
        for (int unit = 0; unit < units; unit++) {
          cell[unit] =
              sigmoid(gates[units + unit]) * cell[unit]
                  + sigmoid(gates[unit]) * Math.tanh(gates[3 * units + unit]);
          state[unit] = sigmoid(gates[2 * units + unit]) * Math.tanh(cell[unit]);
        }
      }
      System.arraycopy(state, 0, sequence, step * units, units);
    }
    return layer.returns() == Lstm.Returns.LAST ? state : sequence;
  }

  private static boolean isZero(double[] row, int from, Shape in) {
    return Arrays.stream(row, from, from + in.channels()).allMatch(value -> value == 0);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
