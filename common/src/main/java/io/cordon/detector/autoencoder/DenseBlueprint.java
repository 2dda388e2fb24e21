package io.cordon.detector.autoencoder;

import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/** {@code width -> hidden -> code -> hidden reversed -> width}. */
record DenseBlueprint(Autoencoder.Settings settings) implements Blueprint {

  @Override
  public String name() {
    return Autoencoder.NAME;
  }

  @Override
  public Architecture encoder(int width) {
    return network(width).first(settings.hidden().size() + 1);
  }

  @Override
  public Architecture network(int width) {
    int code = settings.code() > 0 ? settings.code() : Math.min(32, Math.max(2, width / 4));
    List<Layer> layers = new ArrayList<>();
    for (int units : settings.hidden()) {
      layers.add(new Dense(units, settings.activation(), true));
    }
    layers.add(new Dense(code, settings.activation(), true));
    for (int depth = settings.hidden().size() - 1; depth >= 0; depth--) {
      layers.add(new Dense(settings.hidden().get(depth), settings.activation(), true));
    }
    layers.add(new Dense(width, settings.output(), true));
    return new Architecture(width, layers);
  }
}
