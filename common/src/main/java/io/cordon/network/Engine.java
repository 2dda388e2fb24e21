package io.cordon.network;

import io.cordon.layer.Architecture;
import java.util.SplittableRandom;

/**
 * Which implementation computes a network. Both give the same numbers within rounding; each gives
 * the same bits every time.
 */
public enum Engine {
  /** Fused loops over on-heap arrays, matrix products by netlib BLAS. */
  NATIVE {
    @Override
    public Network open(Architecture architecture, int maxRows, SplittableRandom random) {
      return new NativeNetwork(architecture, maxRows, NativeNetwork.Use.TRAINING, random);
    }

    @Override
    Network openForScoring(Architecture architecture, int maxRows) {
      return new NativeNetwork(architecture, maxRows, NativeNetwork.Use.SCORING, null);
    }
  },
  /**
   * DeepLearning4J over ND4J: the same layers, slower on a processor, but on CUDA where the jar was
   * built for it.
   */
  DL4J {
    @Override
    public Network open(Architecture architecture, int maxRows, SplittableRandom random) {
      return Dl4jNetwork.forTraining(architecture, maxRows, random);
    }

    @Override
    Network openForScoring(Architecture architecture, int maxRows) {
      return Dl4jNetwork.forScoring(architecture, maxRows);
    }
  };

  /**
   * Opens a network for training, with work space for batches of up to {@code maxRows} rows; for
   * one thread. Batch normalisation then takes the moments of the batch and writes running ones
   * into the parameters.
   *
   * @param random where dropout takes its masks from; null where no layer draws
   */
  public abstract Network open(Architecture architecture, int maxRows, SplittableRandom random);

  /** Opens a network for training in which no layer draws. */
  public final Network open(Architecture architecture, int maxRows) {
    return open(architecture, maxRows, null);
  }

  /**
   * Opens a network that only goes forward, without dropout, with the running moments of batch
   * normalisation; a row's outputs depend on nothing but the row, in batches of the full size.
   */
  abstract Network openForScoring(Architecture architecture, int maxRows);
}
