package io.cordon.detector.autoencoder;

import io.cordon.rows.RowFunction;

/**
 * The squared error {@code (x - x̂)²} of each feature, by which a row's squared reconstruction
 * error sums up; each at least 0. What no float holds becomes the largest. A network that rebuilds
 * one odd feature badly may rebuild others badly with it, so that errors show where a row could not
 * be rebuilt, which need not be where it is odd.
 *
 * @param network as many outputs as inputs: x̂ of x
 */
record SquaredErrors(RowFunction network) implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return network.inputs();
  }

  @Override
  public int outputs() {
    return network.inputs();
  }

  @Override
  public Pass open() {
    Pass rebuild = network.open();
    float[] rebuilt = new float[BATCH * inputs()];
    return (rows, from, count, outputs, to) -> {
      rebuild.apply(rows, from, count, rebuilt, 0);
      for (int place = 0; place < count * inputs(); place++) {
        double error = (double) rows[from + place] - rebuilt[place];
        outputs[to + place] = (float) Math.min(Float.MAX_VALUE, error * error);
      }
    };
  }
}
