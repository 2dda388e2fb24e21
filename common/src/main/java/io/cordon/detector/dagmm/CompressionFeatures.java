package io.cordon.detector.dagmm;

import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.RowFunction;

/**
 * What DAGMM sees of a row: its code and how it was rebuilt, {@code [e(x), min(10, ‖x - x̂‖ / ‖x‖),
 * cos(x, x̂)]}. The relative error is capped (ours): a row of next to nothing would have no bound.
 *
 * @param encoder from a row to its code
 * @param decoder from a code to a row
 * @param parameters the encoder's, then the decoder's
 */
record CompressionFeatures(
    Architecture encoder, Architecture decoder, float[] parameters, Engine engine)
    implements RowFunction {
  private static final long serialVersionUID = 1L;

  private static final double MOST = 10;
  private static final double LEAST_LENGTH = 1e-12;

  @Override
  public int inputs() {
    return encoder.inputs();
  }

  @Override
  public int outputs() {
    return encoder.outputs() + 2;
  }

  @Override
  public Pass open() {
    int code = encoder.outputs();
    float[] decoding =
        java.util.Arrays.copyOfRange(
            parameters,
            encoder.parameterCount(),
            encoder.parameterCount() + decoder.parameterCount());
    Pass encode = new NetworkFunction(encoder, parameters, engine).open();
    Pass decode = new NetworkFunction(decoder, decoding, engine).open();
    float[] codes = new float[BATCH * code];
    float[] rebuilt = new float[BATCH * inputs()];
    double[] fit = new double[2];
    return (rows, from, count, outputs, to) -> {
      encode.apply(rows, from, count, codes, 0);
      decode.apply(codes, 0, count, rebuilt, 0);
      for (int row = 0; row < count; row++) {
        int start = to + row * outputs();
        System.arraycopy(codes, row * code, outputs, start, code);
        fit(rows, from + row * inputs(), rebuilt, row * inputs(), inputs(), fit);
        outputs[start + code] = (float) fit[0];
        outputs[start + code + 1] = (float) fit[1];
      }
    };
  }

  /** Writes the relative error and the cosine of one row. */
  static void fit(float[] rows, int from, float[] rebuilt, int at, int width, double[] fit) {
    double error = 0;
    double product = 0;
    double length = 0;
    double rebuiltLength = 0;
    for (int feature = 0; feature < width; feature++) {
      double x = rows[from + feature];
      double y = rebuilt[at + feature];
      error += (x - y) * (x - y);
      product += x * y;
      length += x * x;
      rebuiltLength += y * y;
    }
    fit[0] = Math.min(MOST, Math.sqrt(error) / Math.max(LEAST_LENGTH, Math.sqrt(length)));
    double lengths = Math.sqrt(length) * Math.sqrt(rebuiltLength);
    fit[1] = lengths > LEAST_LENGTH ? product / lengths : 0;
  }

  /**
   * Adds to the derivative by a reconstruction what the derivatives by the relative error and the
   * cosine make of it; at the cap, for an exact reconstruction and for rows of zeros they make
   * nothing.
   *
   * @param fit what {@link #fit} wrote
   */
  static void backward(
      float[] rows,
      int from,
      float[] rebuilt,
      int at,
      int width,
      double[] fit,
      double byError,
      double byCosine,
      float[] gradient) {
    double length = norm(rows, from, width);
    double rebuiltLength = norm(rebuilt, at, width);
    double error = fit[0] * length;
    double errorFactor = fit[0] < MOST && error > LEAST_LENGTH ? byError / (error * length) : 0;
    boolean straight = length * rebuiltLength > LEAST_LENGTH;
    double along = straight ? byCosine / (length * rebuiltLength) : 0;
    double back = straight ? byCosine * fit[1] / (rebuiltLength * rebuiltLength) : 0;
    for (int feature = 0; feature < width; feature++) {
      double x = rows[from + feature];
      double y = rebuilt[at + feature];
      gradient[at + feature] += (float) (errorFactor * (y - x) + along * x - back * y);
    }
  }

  private static double norm(float[] values, int from, int width) {
    double squares = 0;
    for (int place = from; place < from + width; place++) {
      squares += (double) values[place] * values[place];
    }
    return Math.sqrt(squares);
  }
}
