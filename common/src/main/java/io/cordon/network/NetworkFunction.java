package io.cordon.network;

import io.cordon.layer.Architecture;
import io.cordon.rows.RowFunction;
import java.util.Arrays;

/**
 * A trained network as a function of a row. Every batch is filled up with rows of zeros to {@link
 * RowFunction#BATCH}, so that the same products are run for every row; with the native engine a
 * row's outputs then have the same bits in every batch, at every place, on every machine with the
 * same kind of processor and BLAS.
 *
 * @param parameters the network's flat vector; may carry an optimiser's state behind
 * @param engine what computes it
 */
public record NetworkFunction(Architecture architecture, float[] parameters, Engine engine)
    implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return architecture.inputs();
  }

  @Override
  public int outputs() {
    return architecture.outputs();
  }

  @Override
  public Pass open() {
    Network network = engine.openForScoring(architecture, BATCH);
    float[] batch = new float[Math.multiplyExact(BATCH, inputs())];
    return (rows, from, count, outputs, to) -> {
      System.arraycopy(rows, from, batch, 0, count * inputs());
      Arrays.fill(batch, count * inputs(), batch.length, 0);
      System.arraycopy(
          network.forward(parameters, batch, BATCH), 0, outputs, to, count * outputs());
    };
  }
}
