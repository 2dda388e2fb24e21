package io.cordon.detector.svdd;

import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.RowFunction;

/**
 * {@code ‖φ(x) - c‖² - R²}: how far outside a sphere a network puts a row.
 *
 * @param encoder φ
 * @param vector φ's parameters, and behind them the centre c
 * @param squaredRadius R²
 * @param engine what computes φ
 */
record SphereScore(Architecture encoder, float[] vector, double squaredRadius, Engine engine)
    implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return encoder.inputs();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Pass open() {
    Pass encode = new NetworkFunction(encoder, vector, engine).open();
    int width = encoder.outputs();
    int centre = encoder.parameterCount();
    float[] codes = new float[BATCH * width];
    return (rows, from, count, outputs, to) -> {
      encode.apply(rows, from, count, codes, 0);
      for (int row = 0; row < count; row++) {
        double squares = 0;
        for (int column = 0; column < width; column++) {
          double apart = (double) codes[row * width + column] - vector[centre + column];
          squares += apart * apart;
        }
        outputs[to + row] = (float) ((float) squares - squaredRadius);
      }
    };
  }
}
