package io.cordon.layer;

/**
 * The largest of every square of {@code size x size} places, channel by channel; squares do not
 * overlap, and places beyond the last whole square are left out.
 *
 * @param size side of the square, at least 1
 */
public record MaxPooling(int size) implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape input) {
    if (input.height() < size || input.width() < size) {
      throw new IllegalArgumentException("A pool of " + size + " does not fit into " + input);
    }
    return new Shape(input.height() / size, input.width() / size, input.channels());
  }
}
