package io.cordon.detector.autoencoder;

import io.cordon.layer.Architecture;
import io.cordon.layer.Shape;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.RowFunction;

/** The score of a row by its reconstruction. */
public record Reconstruction(
    Architecture architecture, float[] parameters, Engine engine, Autoencoder.Score score)
    implements RowFunction {

  @Override
  public int inputs() {
    return architecture.inputs();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Pass open() {
    Pass network = new NetworkFunction(architecture, parameters, engine).open();
    float[] rebuilt = new float[BATCH * architecture.outputs()];
    return (rows, from, count, outputs, to) -> {
      network.apply(rows, from, count, rebuilt, 0);
      for (int row = 0; row < count; row++) {
        outputs[to + row] = (float) anomaly(rows, from + row * inputs(), rebuilt, row * inputs());
      }
    };
  }

  private double anomaly(float[] rows, int from, float[] rebuilt, int at) {
    return switch (score) {
      case SQUARED_ERROR -> squaredError(rows, from, rebuilt, at);
      case ANGLE -> angle(rows, from, rebuilt, at);
      case STEP_ERROR -> stepError(rows, from, rebuilt, at);
    };
  }

  private double squaredError(float[] rows, int from, float[] rebuilt, int at) {
    return squaredError(rows, from, rebuilt, at, inputs());
  }

  /** Padding is left out; a row of nothing but padding is rebuilt as well as can be. */
  private double stepError(float[] rows, int from, float[] rebuilt, int at) {
    Shape sequence = architecture.input();
    int steps = sequence.truePlaces(rows, from);
    double squares = squaredError(rows, from, rebuilt, at, steps * sequence.channels());
    return squares / Math.max(1, steps);
  }

  private static double squaredError(
      float[] rows, int from, float[] rebuilt, int at, int features) {
    double squares = 0;
    for (int feature = 0; feature < features; feature++) {
      double error = (double) rows[from + feature] - rebuilt[at + feature];
      squares += error * error;
    }
    return squares;
  }

  private double angle(float[] rows, int from, float[] rebuilt, int at) {
    double product = 0;
    double norm = 0;
    double rebuiltNorm = 0;
    for (int feature = 0; feature < inputs(); feature++) {
      double x = rows[from + feature];
      double y = rebuilt[at + feature];
      product += x * y;
      norm += x * x;
      rebuiltNorm += y * y;
    }
    double cosine = product / Math.max(Double.MIN_NORMAL, Math.sqrt(norm * rebuiltNorm));
    return Math.acos(Math.max(-1, Math.min(1, cosine)));
  }
}
