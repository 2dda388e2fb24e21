package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Layer;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pooling before normalisation gives what pooling behind it gives, ties included. */
class PooledNormalisationTest {
  private static final Shape IMAGE = new Shape(6, 6, 2);
  private static final int ROWS = 5;

  /** Few values, so that most squares have several largest places. */
  private static float[] images() {
    float[] values = TestNetworks.uniform(ROWS * IMAGE.size(), 3);
    for (int place = 0; place < values.length; place++) {
      values[place] = Math.round(values[place] * 2);
    }
    return values;
  }

  private static float[] apply(Architecture architecture, float[] parameters, float[] toInputs) {
    Network network = Engine.NATIVE.open(architecture, ROWS, new java.util.SplittableRandom(1));
    float[] images = images();
    float[] outputs =
        Arrays.copyOf(
            network.forward(parameters, images, ROWS), ROWS * architecture.output().size());
    network.backward(
        parameters,
        images,
        ROWS,
        TestNetworks.uniform(outputs.length, 9),
        new float[parameters.length],
        toInputs);
    return outputs;
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void bothOrdersAgree(Activation activation) {
    for (int size : new int[] {2, 3}) {
      List<Layer> alone = List.of(new BatchNormalisation(activation, false), new MaxPooling(size));
      List<Layer> scaled = List.of(new BatchNormalisation(activation, true), new MaxPooling(size));
      float[] ofScaled = new float[8];
      Arrays.fill(ofScaled, 0, 2, 1); // scale 1 and shift 0 change nothing but the way
      float[] fused = new float[ROWS * IMAGE.size()];
      float[] apart = new float[ROWS * IMAGE.size()];
      float[] outputs = apply(new Architecture(IMAGE, alone), new float[4], fused);
      assertThat(outputs)
          .containsExactly(
              apply(new Architecture(IMAGE, scaled), ofScaled, apart),
              org.assertj.core.data.Offset.offset(1e-6f));
      for (int place = 0; place < fused.length; place++) {
        assertThat(fused[place]).as("place %d", place).isCloseTo(apart[place], within(1e-6f));
      }
    }
  }
}
