package io.cordon.spark.sequence;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;

/**
 * Writes symbols as steps of zeros with a single 1: at the symbol's place, or at the last one for
 * any other symbol.
 */
final class OneHot implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Integer> places = new HashMap<>();
  private final int length;

  /**
   * Known symbols.
   *
   * @param symbols in the order of their places
   * @param length steps of a sequence
   */
  OneHot(List<String> symbols, int length) {
    symbols.forEach(symbol -> places.put(symbol, places.size()));
    this.length = length;
  }

  /** The first symbols; what they leave of the length is zeros. */
  float[] steps(Iterator<String> symbols) {
    int width = places.size() + 1;
    float[] steps = new float[length * width];
    for (int step = 0; step < length && symbols.hasNext(); step++) {
      steps[step * width + places.getOrDefault(symbols.next(), width - 1)] = 1;
    }
    return steps;
  }
}
