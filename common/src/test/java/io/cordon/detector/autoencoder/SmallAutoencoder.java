package io.cordon.detector.autoencoder;

import io.cordon.layer.Activation;
import io.cordon.network.Engine;
import java.util.List;

/** An autoencoder of 6 hidden units and a code of 2, wide enough for the planted rows. */
public final class SmallAutoencoder {
  private SmallAutoencoder() {}

  public static Autoencoder of(Activation activation, Autoencoder.Score score) {
    return new Autoencoder(
        new Autoencoder.Settings(List.of(6), 2, activation, Activation.LINEAR, score),
        Engine.NATIVE);
  }
}
