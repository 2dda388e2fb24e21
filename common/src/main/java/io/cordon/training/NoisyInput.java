package io.cordon.training;

import io.cordon.layer.Architecture;
import io.cordon.network.Network;
import java.util.SplittableRandom;

/**
 * A network that sees its rows with normal noise on them, while the objective keeps the clean ones:
 * a denoising autoencoder (Vincent et al. 2008). New noise is drawn at every forward pass.
 */
final class NoisyInput implements Network {
  private final Network network;
  private final float deviation;
  private final SplittableRandom random;
  private final float[] noisy;

  /**
   * Noise before a network.
   *
   * @param deviation of the noise, in the units of the features
   * @param capacity rows that a pass may hold
   */
  NoisyInput(Network network, float deviation, SplittableRandom random, int capacity) {
    this.network = network;
    this.deviation = deviation;
    this.random = random;
    this.noisy = new float[capacity * network.architecture().inputs()];
  }

  @Override
  public Architecture architecture() {
    return network.architecture();
  }

  @Override
  public float[] forward(float[] parameters, float[] rows, int count) {
    for (int place = 0; place < count * architecture().inputs(); place++) {
      noisy[place] = rows[place] + deviation * (float) random.nextGaussian();
    }
    return network.forward(parameters, noisy, count);
  }

  @Override
  public void backward(
      float[] parameters,
      float[] rows,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    network.backward(parameters, noisy, count, outputGradient, parameterGradient, inputGradient);
  }
}
