package io.cordon.detector.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomFourierTest {
  @Test
  void wavesAreCosinesAndSinesHoweverManyTurnsTheyTake() {
    float[] turns = {0, 0.25f, 0.5f, -0.5f, 0.125f, -0.3f, 7.75f, -1000.375f, 1e6f, 1e30f, -1e38f};
    float[] cosines = new float[turns.length];
    float[] sines = new float[turns.length];
    RandomFourier.wave(turns, 0, 1, cosines);
    RandomFourier.wave(turns, 0.25f, 1, sines);
    for (int place = 0; place < 9; place++) {
      double angle = 2 * Math.PI * turns[place];
      assertThat(cosines[place]).isCloseTo((float) Math.cos(angle), within(1e-6f));
      assertThat(sines[place]).isCloseTo((float) Math.sin(angle), within(1e-6f));
    }
    for (int place = 9; place < turns.length; place++) { // which part of a turn is lost
      assertThat(cosines[place]).isBetween(-1.000001f, 1.000001f);
      assertThat(sines[place]).isBetween(-1.000001f, 1.000001f);
    }
  }

  @Test
  void featuresHaveNormOneAndInnerProductsNearTheKernel() {
    SplittableRandom random = Seeds.stream(3, "pairs", 0, -1);
    float[] pairs = new float[2 * 50 * 3];
    for (int place = 0; place < pairs.length; place++) {
      pairs[place] = (float) random.nextDouble();
    }
    RandomFourier map = new RandomFourier(3, 2000, 1.5, 11);
    float[] features = map.applyTo(Block.of(3, pairs));
    int width = map.outputs();
    for (int pair = 0; pair < 50; pair++) {
      double distance = 0;
      for (int column = 0; column < 3; column++) {
        distance += Math.pow(pairs[pair * 6 + column] - pairs[pair * 6 + 3 + column], 2);
      }
      int left = 2 * pair * width;
      assertThat(HullPoint.product(features, left, features, left, width))
          .isCloseTo(1, within(1e-5));
      // the error's standard deviation is at most 1/√(2 · 2000) = 0.016
      assertThat(HullPoint.product(features, left, features, left + width, width))
          .isCloseTo(Math.exp(-1.5 * distance), within(0.08));
    }
  }
}
