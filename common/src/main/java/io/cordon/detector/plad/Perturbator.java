package io.cordon.detector.plad;

import io.cordon.network.Engine;
import io.cordon.network.Network;
import java.util.SplittableRandom;

/**
 * PLAD's perturbator with its work space, for one thread: from a row to its factors α and offsets
 * β. The deterministic one is one network; the variational one draws {@code z = µ + σ ε} between
 * its two.
 */
final class Perturbator {
  /**
   * Log-variances are cut off here, so that no deviation overflows. Beyond, the divergence's
   * gradient still pulls back; the one through z is 0.
   */
  private static final float EDGE = 20;

  private final PladNetworks networks;
  private final Network encoder;
  private final Network decoder;
  private final float[] encoding;
  private final float[] decoding;
  private final float[] encodingGradient;
  private final float[] decodingGradient;
  private final float[] noise;
  private final float[] deviations;
  private final float[] means;
  private final float[] logVariances;
  private final float[] latent;
  private final float[] latentGradient;
  private final float[] momentGradient;
  private float[] moments;
  private double divergence;

  Perturbator(PladNetworks networks, Engine engine, int capacity) {
    this.networks = networks;
    int latents = networks.variational() ? capacity * networks.latent() : 0;
    encoder = networks.variational() ? engine.open(networks.encoder(), capacity) : null;
    decoder = engine.open(networks.decoder(), capacity);
    encoding = new float[networks.encoder().parameterCount()];
    decoding = new float[networks.decoder().parameterCount()];
    encodingGradient = new float[encoding.length];
    decodingGradient = new float[decoding.length];
    noise = new float[latents];
    deviations = new float[latents];
    means = new float[latents];
    logVariances = new float[latents];
    latent = new float[latents];
    latentGradient = new float[latents];
    momentGradient = new float[2 * latents];
  }

  /** Takes its parameters from PLAD's flat vector. */
  void load(float[] vector) {
    int at = networks.classifier().parameterCount();
    System.arraycopy(vector, at, encoding, 0, encoding.length);
    System.arraycopy(vector, at + encoding.length, decoding, 0, decoding.length);
  }

  /**
   * What to do to rows.
   *
   * @param rows {@code count x width}
   * @param random where ε comes from; the deterministic variant draws nothing
   * @return {@code count x 2 width}: a row's α, then its β; valid until the next call
   */
  float[] forward(float[] rows, int count, SplittableRandom random) {
    if (!networks.variational()) {
      return decoder.forward(decoding, rows, count);
    }
    moments = encoder.forward(encoding, rows, count);
    int width = networks.latent();
    int length = count * width;
    for (int row = 0; row < count; row++) {
      System.arraycopy(moments, 2 * row * width, means, row * width, width);
      System.arraycopy(moments, (2 * row + 1) * width, logVariances, row * width, width);
    }
    for (int place = 0; place < length; place++) {
      noise[place] = (float) random.nextGaussian();
    }
    deviations(logVariances, deviations, length);
    draw(means, deviations, noise, latent, length);
    divergences(means, deviations, logVariances, latentGradient, length);
    divergence = 0;
    for (int place = 0; place < length; place++) {
      divergence += latentGradient[place];
    }
    return decoder.forward(decoding, latent, count);
  }

  // The loops below run over arrays of their own, so that the compiler uses vectors.

  /**
   * {@code exp(½ log σ²)} of the bounded log-variances, to 4e-6 of itself: the exponential series
   * at a 32nd of the argument, then squared five times.
   */
  private static void deviations(float[] logVariances, float[] deviations, int length) {
    for (int place = 0; place < length; place++) {
      float x = bounded(logVariances[place]) * (0.5f / 32);
      float root =
          1
              + x
                  * (1
                      + x
                          * (1f / 2)
                          * (1
                              + x
                                  * (1f / 3)
                                  * (1 + x * (1f / 4) * (1 + x * (1f / 5) * (1 + x * (1f / 6))))));
      float square = root * root;
      float fourth = square * square;
      float eighth = fourth * fourth;
      float sixteenth = eighth * eighth;
      deviations[place] = sixteenth * sixteenth;
    }
  }

  private static void draw(
      float[] means, float[] deviations, float[] noise, float[] latent, int length) {
    for (int place = 0; place < length; place++) {
      latent[place] = means[place] + deviations[place] * noise[place];
    }
  }

  /** {@code ½ (µ² + σ² - 1 - log σ²)} of each variable. */
  private static void divergences(
      float[] means, float[] deviations, float[] logVariances, float[] divergences, int length) {
    for (int place = 0; place < length; place++) {
      float mean = means[place];
      float deviation = deviations[place];
      divergences[place] =
          0.5f * (mean * mean + deviation * deviation - 1 - bounded(logVariances[place]));
    }
  }

  private static float bounded(float logVariance) {
    return Math.max(-EDGE, Math.min(EDGE, logVariance));
  }

  /**
   * The sum over the last rows of {@code KL = ½ Σ (µ² + σ² - 1 - log σ²)}; 0 where nothing is
   * drawn.
   */
  double divergence() {
    return divergence;
  }

  /**
   * Backward pass of the rows that the last {@link #forward} saw.
   *
   * @param outputGradient {@code count x 2 width}: the loss's derivative by α and β; overwritten
   * @param divergenceSlope the loss's derivative by the {@link #divergence}
   * @param gradient PLAD's flat gradient; the perturbator's part is written
   */
  void backward(
      float[] rows, int count, float[] outputGradient, float divergenceSlope, float[] gradient) {
    int at = networks.classifier().parameterCount();
    if (networks.variational()) {
      decoder.backward(decoding, latent, count, outputGradient, decodingGradient, latentGradient);
      throughMoments(count, divergenceSlope);
      encoder.backward(encoding, rows, count, momentGradient, encodingGradient, null);
      System.arraycopy(encodingGradient, 0, gradient, at, encoding.length);
    } else {
      decoder.backward(decoding, rows, count, outputGradient, decodingGradient, null);
    }
    System.arraycopy(decodingGradient, 0, gradient, at + encoding.length, decoding.length);
  }

  private void throughMoments(int count, float divergenceSlope) {
    int width = networks.latent();
    for (int row = 0; row < count; row++) {
      for (int variable = 0; variable < width; variable++) {
        int place = row * width + variable;
        int meanAt = 2 * row * width + variable;
        float deviation = deviations[place];
        boolean within = Math.abs(moments[meanAt + width]) < EDGE;
        momentGradient[meanAt] = latentGradient[place] + divergenceSlope * moments[meanAt];
        momentGradient[meanAt + width] =
            (within ? 0.5f * deviation * noise[place] * latentGradient[place] : 0)
                + divergenceSlope * 0.5f * (deviation * deviation - 1);
      }
    }
  }
}
