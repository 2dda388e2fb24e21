package io.cordon.random;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The one source of randomness: a stream for each (seed, phase, round, shard), by a mixing hash.
 */
public final class Seeds {

  private Seeds() {}

  /**
   * A random stream.
   *
   * @param seed the run's seed
   * @param phase what the stream is for, such as "encoder"
   * @param round from 0
   * @param shard from 0; -1 where the draw belongs to the whole run
   */
  public static SplittableRandom stream(long seed, String phase, int round, int shard) {
    long hash = mix(seed);
    for (byte letter : phase.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ letter);
    }
    hash = mix(hash ^ round);
    hash = mix(hash ^ shard);
    return new SplittableRandom(hash);
  }

  /**
   * A bijection of 64 bits in which every input bit changes about half of the output bits (the
   * finaliser of SplitMix64).
   */
  public static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
