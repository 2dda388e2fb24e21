package io.cordon.layer;

/**
 * The same numbers, read as another shape.
 *
 * @param to as many numbers as come in
 */
public record Reshape(Shape to) implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape input) {
    if (input.size() != to.size()) {
      throw new IllegalArgumentException(input + " cannot be read as " + to);
    }
    return to;
  }
}
