package io.cordon.network;

import io.cordon.layer.Architecture;
import io.cordon.layer.Shape;
import io.cordon.rows.RowFunction;
import java.util.Arrays;

/**
 * A trained network as a function of a row. Every batch is filled up with rows of zeros to a fixed
 * size, so that the same products are run for every row; with the native engine a row's outputs
 * then have the same bits in every batch, at every place, on every machine with the same kind of
 * processor and BLAS.
 *
 * @param parameters the network's flat vector; may carry an optimiser's state behind
 * @param engine what computes it
 */
public record NetworkFunction(Architecture architecture, float[] parameters, Engine engine)
    implements RowFunction {
  private static final long serialVersionUID = 1L;

  /** Numbers that a layer may keep of a batch. */
  private static final int WORK_SPACE = 1 << 19;

  private static final int LEAST_ROWS = 8;

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
    int size = rowsAtOnce();
    Network network = engine.openForScoring(architecture, size);
    float[] batch = new float[Math.multiplyExact(size, inputs())];
    return (rows, from, count, outputs, to) -> {
      for (int first = 0; first < count; first += size) {
        int some = Math.min(size, count - first);
        System.arraycopy(rows, from + first * inputs(), batch, 0, some * inputs());
        Arrays.fill(batch, some * inputs(), batch.length, 0);
        float[] found = network.forward(parameters, batch, size);
        System.arraycopy(found, 0, outputs, to + first * outputs(), some * outputs());
      }
    };
  }

  /** Fewer where layers are wide, as those of images are: their work space is to stay small. */
  private int rowsAtOnce() {
    int widest = architecture.shapes().stream().mapToInt(Shape::size).max().orElse(1);
    int rows = BATCH;
    while (rows > LEAST_ROWS && (long) rows * widest > WORK_SPACE) {
      rows /= 2;
    }
    return rows;
  }
}
