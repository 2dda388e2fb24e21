package io.cordon.layer;

/**
 * In training every number is 0 with probability {@code rate} and else divided by {@code 1 - rate};
 * otherwise nothing happens. The masks come from the stream that the network was opened with.
 *
 * @param rate in [0, 1)
 */
public record Dropout(float rate) implements Layer {
  private static final long serialVersionUID = 1L;

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("A dropout rate lies in [0, 1), not at " + rate);
    }
  }

  @Override
  public Shape output(Shape input) {
    return input;
  }
}
