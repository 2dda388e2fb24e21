package io.cordon.detector.duad;

import io.cordon.rows.RowFunction;

/**
 * DUAD's features of a row (paper 003, Eq. 5-6): the code and, behind it, the angle between the row
 * and its reconstruction, the whole scaled to length 1.
 */
record CodeAndAngle(RowFunction code, RowFunction angle) implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return code.inputs();
  }

  @Override
  public int outputs() {
    return code.outputs() + 1;
  }

  @Override
  public Pass open() {
    Pass encode = code.open();
    Pass rebuild = angle.open();
    int width = outputs();
    float[] codes = new float[BATCH * (width - 1)];
    float[] angles = new float[BATCH];
    return (rows, from, count, outputs, to) -> {
      encode.apply(rows, from, count, codes, 0);
      rebuild.apply(rows, from, count, angles, 0);
      for (int row = 0; row < count; row++) {
        int start = to + row * width;
        System.arraycopy(codes, row * (width - 1), outputs, start, width - 1);
        outputs[start + width - 1] = angles[row];
        UnitLength.scale(outputs, start, width, outputs, start);
      }
    };
  }
}
