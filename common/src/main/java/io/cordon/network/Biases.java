package io.cordon.network;

/** Biases before and after matrix products. */
final class Biases {
  private Biases() {}

  /**
   * Copies the biases into every row, doubling what is there: the product then adds to them, which
   * saves a pass.
   */
  static void lay(float[] parameters, int biasesAt, int width, float[] outputs, int count) {
    System.arraycopy(parameters, biasesAt, outputs, 0, width);
    int end = count * width;
    for (int done = width; done < end; done *= 2) {
      System.arraycopy(outputs, 0, outputs, done, Math.min(done, end - done));
    }
  }
}
