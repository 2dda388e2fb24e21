package io.cordon.layer;

/**
 * A plain row becomes a sequence that has it at every step: what a decoder reads a code from.
 *
 * @param steps length of the sequence, at least 1
 */
public record Repeat(int steps) implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape input) {
    return Shape.sequence(steps, input.size());
  }
}
