package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Convolution;
import io.cordon.layer.LeNet;
import io.cordon.layer.Shape;
import io.cordon.rows.Block;
import io.cordon.rows.RowFunction;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFunctionTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 121})
  void aRowHasTheSameBitsAtEveryPlaceAndAmongAnyOthers(int inputs) {
    for (int width : new int[] {1, 3, 10, 16, 60, 121}) {
      Architecture architecture =
          TestNetworks.dense(inputs, Activation.TANH, true, width, 5, width);
      NetworkFunction function =
          new NetworkFunction(
              architecture,
              TestNetworks.uniform(architecture.parameterCount(), width),
              Engine.NATIVE);
      float[] row = TestNetworks.uniform(inputs, 77);
      RowFunction.Pass pass = function.open();
      float[] alone = new float[width];
      pass.apply(row, 0, 1, alone, 0);
      float[] others = TestNetworks.uniform(RowFunction.BATCH * inputs, inputs);
      float[] outputs = new float[RowFunction.BATCH * width];
      for (int place = 0; place < RowFunction.BATCH; place++) {
        float[] batch = others.clone();
        System.arraycopy(row, 0, batch, place * inputs, inputs);
        pass.apply(batch, 0, RowFunction.BATCH, outputs, 0);
        assertThat(bits(outputs, place * width, width))
            .as("place %d, width %d", place, width)
            .isEqualTo(bits(alone, 0, width));
      }
    }
  }

  private static Stream<Architecture> ofImages() {
    Shape grey = new Shape(16, 16, 1);
    return Stream.of(
        LeNet.of(grey, List.of(4, 8, 16), List.of(5)),
        LeNet.of(new Shape(12, 12, 3), List.of(4, 4), List.of(3)),
        new Architecture(grey, List.of(Convolution.same(3, 3, Activation.ELU, true))));
  }

  @ParameterizedTest
  @MethodSource("ofImages")
  void anImageHasTheSameBitsAtEveryPlaceToo(Architecture architecture) {
    NetworkFunction function =
        new NetworkFunction(
            architecture, TestNetworks.uniform(architecture.parameterCount(), 2), Engine.NATIVE);
    int inputs = architecture.inputs();
    int width = architecture.outputs();
    float[] row = TestNetworks.uniform(inputs, 77);
    float[] alone = function.applyTo(Block.of(inputs, row));
    float[] batch = TestNetworks.uniform(40 * inputs, 5);
    for (int place = 0; place < 40; place += 3) {
      System.arraycopy(row, 0, batch, place * inputs, inputs);
    }
    float[] outputs = function.applyTo(Block.of(inputs, batch));
    for (int place = 0; place < 40; place += 3) {
      assertThat(bits(outputs, place * width, width))
          .as("place %d", place)
          .isEqualTo(bits(alone, 0, width));
    }
  }

  @Test
  void rowsAndOutputsMayLieAnywhereInTheirArrays() {
    Architecture architecture = TestNetworks.dense(4, Activation.RELU, true, 6, 2);
    NetworkFunction function =
        new NetworkFunction(
            architecture, TestNetworks.uniform(architecture.parameterCount(), 1), Engine.NATIVE);
    float[] rows = TestNetworks.uniform(300 * 4, 2);
    float[] whole = function.applyTo(Block.of(4, rows));
    float[] outputs = new float[100];
    Arrays.fill(outputs, 9);

    function.open().apply(rows, 290 * 4, 10, outputs, 3);

    assertThat(Arrays.copyOfRange(outputs, 3, 23)).isEqualTo(Arrays.copyOfRange(whole, 580, 600));
    assertThat(outputs[2]).isEqualTo(9);
    assertThat(outputs[23]).isEqualTo(9);
    assertThat(function.inputs()).isEqualTo(4);
    assertThat(function.outputs()).isEqualTo(2);
  }

  @Test
  void bothEnginesScoreAlike() {
    Architecture architecture = TestNetworks.dense(4, Activation.SIGMOID, true, 6, 1);
    float[] parameters = TestNetworks.uniform(architecture.parameterCount(), 1);
    Block block = Block.of(4, TestNetworks.uniform(10 * 4, 2));
    float[] fast = new NetworkFunction(architecture, parameters, Engine.NATIVE).applyTo(block);
    assertThat(new NetworkFunction(architecture, parameters, Engine.DL4J).applyTo(block))
        .containsExactly(fast, org.assertj.core.data.Offset.offset(1e-6f));
  }

  private static int[] bits(float[] values, int from, int count) {
    int[] bits = new int[count];
    for (int index = 0; index < count; index++) {
      bits[index] = Float.floatToRawIntBits(values[from + index]);
    }
    return bits;
  }
}
