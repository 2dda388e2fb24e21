package io.cordon.detector.plad;

import io.cordon.layer.Architecture;
import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The shapes of PLAD's networks and the layout of their one flat vector: {@code [classifier |
 * encoder | decoder]}.
 *
 * @param classifier {@code width -> 1}: the logit of "perturbed"
 * @param encoder {@code width -> 2 latent}: the mean and the logarithm of the variance of a row's
 *     latent variables; without layers in the deterministic variant
 * @param decoder {@code latent -> 2 width}, or {@code width -> 2 width} where there is no encoder:
 *     the factors α, then the offsets β, without an output activation
 */
record PladNetworks(Architecture classifier, Architecture encoder, Architecture decoder)
    implements Serializable {
  private static final double OUTPUT_DEVIATION = 1e-2;
  private static final float LOG_VARIANCE = -2;

  /** Features a row. */
  int width() {
    return classifier.inputs();
  }

  boolean variational() {
    return !encoder.layers().isEmpty();
  }

  /** Latent variables a row; of no meaning in the deterministic variant. */
  int latent() {
    return decoder.inputs();
  }

  /** Length of the flat vector. */
  int parameterCount() {
    return Math.addExact(
        classifier.parameterCount(),
        Math.addExact(encoder.parameterCount(), decoder.parameterCount()));
  }

  /**
   * Fresh parameters: the perturbator starts near the identity (α = 1, β = 0), for from a random
   * output layer the perturbed rows lie far away and the classifier has nothing to learn. The last
   * layer's weights are normal with deviation 0.01; log-variances start at -2 (ours: the paper is
   * silent).
   */
  float[] initialise(SplittableRandom random) {
    float[] parameters = Arrays.copyOf(classifier.initialise(random), parameterCount());
    int next = classifier.parameterCount();
    if (variational()) {
      float[] encoding = encoder.initialise(random);
      Arrays.fill(encoding, encoding.length - latent(), encoding.length, LOG_VARIANCE);
      System.arraycopy(encoding, 0, parameters, next, encoding.length);
      next += encoding.length;
    }
    float[] decoding = decoder.initialise(random);
    int biasesAt = decoding.length - decoder.outputs();
    int weightsAt = decoder.first(decoder.layers().size() - 1).parameterCount();
    for (int weight = weightsAt; weight < biasesAt; weight++) {
      decoding[weight] = (float) (OUTPUT_DEVIATION * random.nextGaussian());
    }
    Arrays.fill(decoding, biasesAt, biasesAt + width(), 1);
    System.arraycopy(decoding, 0, parameters, next, decoding.length);
    return parameters;
  }
}
