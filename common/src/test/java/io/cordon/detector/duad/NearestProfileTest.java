package io.cordon.detector.duad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.cluster.KMeans;
import io.cordon.detector.Chain;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NearestProfileTest {
  private static final int WIDTH = 5;

  private static float[] rows(int count, String name) {
    SplittableRandom random = Seeds.stream(1, name, 0, -1);
    float[] rows = new float[count * WIDTH];
    for (int place = 0; place < rows.length; place++) {
      rows[place] = (float) (4 * random.nextDouble() + place / WIDTH % 3 * 3);
    }
    return rows;
  }

  @Test
  void rowsBelongToTheProfileThatTheirOwnIsNearestTo() {
    DistanceProfile profile = new DistanceProfile(WIDTH, rows(40, "sample"));
    Block block = Block.of(WIDTH, rows(300, "rows"));
    LocalRows rows = LocalRows.ofShards(WIDTH, List.of(block));
    KMeans clusters = KMeans.of(rows.map(profile), 6, 20, 1);
    float[] numbers = NearestProfile.of(profile, clusters.centres()).applyTo(block);
    assertThat(numbers)
        .isEqualTo(new Chain(List.of(profile, clusters.cluster())).applyTo(block))
        .contains(0, 1, 2, 3, 4, 5);
  }
}
