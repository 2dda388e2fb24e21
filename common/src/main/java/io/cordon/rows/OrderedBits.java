package io.cordon.rows;

/**
 * Floats as integers in the same order: {@code a < b} exactly where the key of a, taken as
 * unsigned, is below the key of b. Both zeros have the key of +0.0. For finite numbers only.
 */
final class OrderedBits {

  private OrderedBits() {}

  static int of(float value) {
    int bits =
        Float.floatToIntBits(
            value + 0.0f); // adding +0.0 turns -0.0 into +0.0 and changes nothing else
    return bits ^ ((bits >> 31) | Integer.MIN_VALUE);
  }

  static float toFloat(int key) {
    return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
  }
}
