package io.cordon.network;

/**
 * Which implementation computes a network. Both give the same numbers within rounding; each gives
 * the same bits every time.
 */
public enum Engine {
  /** Fused loops over on-heap arrays, matrix products by netlib BLAS. */
  NATIVE {
    @Override
    public Network open(Architecture architecture, int maxRows) {
      return new NativeNetwork(architecture, maxRows);
    }
  },
  /**
   * DeepLearning4J over ND4J: slower on small dense layers, but with every layer that DL4J has, and
   * on CUDA where the jar was built for it.
   */
  DL4J {
    @Override
    public Network open(Architecture architecture, int maxRows) {
      return new Dl4jNetwork(architecture, maxRows);
    }
  };

  /** Opens a network with work space for batches of up to {@code maxRows} rows; for one thread. */
  public abstract Network open(Architecture architecture, int maxRows);
}
