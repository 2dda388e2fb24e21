package io.cordon.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DemoRowTest {
  private static final int ROWS = 1_000;
  private static final double SHARE = 0.03;

  /**
   * What the simple distance must reach for each family. Over the ten seeds of the test, with
   * 10,000 rows, its AUROC was at least 0.997 (neptune), 0.879 (smurf), 0.999 (portsweep), 0.881
   * (guess_passwd), 0.918 (warezclient), 0.998 (buffer_overflow) and 0.950 to 0.961 for all
   * together; the best single column reached 0.860.
   */
  private static final Map<String, Double> FLOORS =
      Map.of(
          "neptune",
          0.97,
          "smurf",
          0.84,
          "portsweep",
          0.97,
          "guess_passwd",
          0.84,
          "warezclient",
          0.88,
          "buffer_overflow",
          0.97);

  private static List<DemoRow> rows(long rows, double share, long seed) {
    DemoSettings settings = new DemoSettings(rows, share, seed);
    List<DemoRow> table = new ArrayList<>();
    for (long row = 1; row <= rows; row++) {
      table.add(DemoRow.at(settings, row));
    }
    return table;
  }

  @Test
  void everySeedYieldsEveryFamilyAndExactlyTheShareOfAttacks() {
    List<String> families = new ArrayList<>();
    for (AttackTraffic.Family family : AttackTraffic.Family.values()) {
      families.add(family.title());
    }
    for (long seed = 0; seed < 200; seed++) {
      Map<String, Integer> found = new TreeMap<>();
      for (DemoRow row : rows(ROWS, SHARE, seed)) {
        found.merge(row.attack(), 1, Integer::sum);
      }
      assertThat(found.remove("normal")).as("seed %d", seed).isEqualTo((int) (ROWS * (1 - SHARE)));
      assertThat(found.keySet()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(families);
    }
  }

  @Test
  void anyShareOfAttacksIsMetToTheRow() {
    for (double share : new double[] {0, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 1}) {
      long attacks =
          rows(ROWS, share, 7).stream().filter(row -> !row.attack().equals("normal")).count();
      assertThat(attacks).as("share %s", share).isEqualTo(Math.round(ROWS * share));
    }
  }

  @Test
  void everyNumberIsFiniteAndInTheRangeOfItsKind() {
    for (DemoRow row : rows(20_000, 0.3, 11)) {
      for (KddColumn column : KddColumn.values()) {
        if (column.kind() == KddColumn.Kind.TEXT) {
          assertThat(row.connection().text(column)).isNotBlank();
          continue;
        }
        double value = row.connection().number(column);
        double most = column.kind() == KddColumn.Kind.COUNT ? Long.MAX_VALUE / 2 : 1;
        assertThat(value).as(column.column()).isBetween(0.0, most);
        if (column.kind() != KddColumn.Kind.SHARE) {
          assertThat(value).as(column.column()).isEqualTo(Math.rint(value));
        }
      }
    }
  }

  @Test
  void sharesAgreeWithTheCountsTheyAreSharesOf() {
    for (DemoRow row : rows(20_000, 0.3, 12)) {
      Connection connection = row.connection();
      double count = connection.number(KddColumn.COUNT);
      assertThat(count).isBetween(1.0, 511.0);
      for (KddColumn column :
          List.of(
              KddColumn.SAME_SRV_RATE,
              KddColumn.DIFF_SRV_RATE,
              KddColumn.SERROR_RATE,
              KddColumn.RERROR_RATE)) {
        double events = connection.number(column) * count;
        assertThat(Math.abs(events - Math.rint(events)))
            .as("%s of %s", column, count)
            .isLessThanOrEqualTo(0.005 * count + 1e-9);
      }
      assertThat(
              connection.number(KddColumn.SAME_SRV_RATE)
                  + connection.number(KddColumn.DIFF_SRV_RATE))
          .isLessThanOrEqualTo(1.01);
    }
  }

  @Test
  void aRowIsDecidedBySeedAndNumberAlone() {
    DemoSettings settings = new DemoSettings(500, SHARE, 3);
    Object[] first = DemoRow.at(settings, 321).values(321, Orientation.ATTACK_IS_ANOMALY);
    rows(100, SHARE, 9);
    assertThat(
            DemoRow.at(new DemoSettings(1_000_000, SHARE, 3), 321)
                .values(321, Orientation.ATTACK_IS_ANOMALY))
        .isEqualTo(first);
    assertThat(
            DemoRow.at(new DemoSettings(500, SHARE, 4), 321)
                .values(321, Orientation.ATTACK_IS_ANOMALY))
        .isNotEqualTo(first);
  }

  @Test
  void theOrientationTurnsTheLabel() {
    DemoSettings settings = new DemoSettings(ROWS, SHARE, 3);
    for (long row = 1; row <= ROWS; row++) {
      DemoRow drawn = DemoRow.at(settings, row);
      int attack = drawn.attack().equals("normal") ? 0 : 1;
      assertThat(drawn.values(row, Orientation.ATTACK_IS_ANOMALY)[44]).isEqualTo(attack);
      assertThat(drawn.values(row, Orientation.NORMAL_IS_ANOMALY)[44]).isEqualTo(1 - attack);
    }
  }

  @Test
  void aSimpleDistanceFindsEveryFamilyButNoColumnAloneDoes() {
    for (long seed = 0; seed < 200; seed += 20) {
      List<DemoRow> table = rows(10_000, SHARE, seed);
      SimpleDistance distance = new SimpleDistance(table);
      double[] scores = distance.scores(table);
      for (Map.Entry<String, Double> floor : FLOORS.entrySet()) {
        assertThat(Separation.auroc(table, scores, floor.getKey()))
            .as("%s, seed %d", floor.getKey(), seed)
            .isGreaterThan(floor.getValue());
      }
      assertThat(Separation.auroc(table, scores, "")).as("seed %d", seed).isBetween(0.92, 0.99);
      for (KddColumn column : KddColumn.values()) {
        double[] alone = distance.scoresOf(table, column);
        assertThat(Separation.auroc(table, alone, ""))
            .as("%s alone, seed %d", column, seed)
            .isBetween(0.1, 0.9);
      }
    }
  }

  @Test
  void severalServicesProtocolsAndFlagsOccurInHarmlessTraffic() {
    TreeSet<String> services = new TreeSet<>();
    for (DemoRow row : rows(5_000, 0, 5)) {
      services.add(
          row.connection().text(KddColumn.PROTOCOL_TYPE)
              + " "
              + row.connection().text(KddColumn.SERVICE));
    }
    assertThat(services).hasSize(13);
  }
}
