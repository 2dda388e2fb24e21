package io.cordon.network;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Networks and rows that the tests of this package share. */
final class TestNetworks {
  private TestNetworks() {}

  static Architecture dense(int inputs, Activation activation, boolean bias, int... widths) {
    List<Layer> layers = new ArrayList<>();
    for (int width : widths) {
      layers.add(new Dense(width, activation, bias));
    }
    return new Architecture(inputs, layers);
  }

  /** Numbers in [-1, 1). */
  static float[] uniform(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int index = 0; index < length; index++) {
      values[index] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
