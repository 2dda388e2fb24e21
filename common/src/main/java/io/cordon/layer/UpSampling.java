package io.cordon.layer;

/**
 * Every place becomes a square of {@code factor x factor} places that are like it (nearest
 * neighbour).
 *
 * @param factor side of the square, at least 1
 */
public record UpSampling(int factor) implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape input) {
    return new Shape(input.height() * factor, input.width() * factor, input.channels());
  }
}
