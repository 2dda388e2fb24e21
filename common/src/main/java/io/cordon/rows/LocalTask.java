package io.cordon.rows;

import java.io.Serializable;

/**
 * What one shard does in a round of training: a serialisable value with explicit fields. Calling it
 * twice gives the same bits.
 */
@FunctionalInterface
public interface LocalTask extends Serializable {
  /** What the round is for, as the Spark UI shows it. */
  default String title() {
    return getClass().getSimpleName();
  }

  /**
   * Trains on one shard.
   *
   * @param shard number of the shard, from 0
   * @param block its rows, never empty
   * @param vector the averaged vector that all shards start from; not to be written to
   */
  Update run(int shard, Block block, float[] vector);

  /**
   * What a shard gives back.
   *
   * @param vector the vector after local training, of the length that came in
   * @param loss sum over the shard's rows of the loss that training saw
   */
  record Update(float[] vector, double loss) implements Serializable {}
}
