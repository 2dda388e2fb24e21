package io.cordon.rows;

/** What {@link Rows#where} and {@link Rows#map} do to one block. */
public final class Blocks {

  private Blocks() {}

  /** The rows of a block whose value is kept, in their order. */
  public static Block where(Block block, RowFunction value, RowPredicate predicate) {
    float[] results = value.applyTo(block);
    BlockBuilder kept = new BlockBuilder(block.width());
    for (int row = 0; row < block.distinct(); row++) {
      if (predicate.keeps(results[row])) {
        kept.add(block.values(), row * block.width(), block.counts()[row]);
      }
    }
    return kept.build();
  }

  /**
   * The outputs of a function in place of a block's features; rows keep their order and their
   * counts.
   */
  public static Block map(Block block, RowFunction function) {
    return new Block(function.outputs(), function.applyTo(block), block.counts());
  }
}
