package io.cordon.datasets;

import io.cordon.random.Seeds;
import java.util.SplittableRandom;

/**
 * One row of the demo table: a pure function of (settings, row number). Attacks are spread evenly:
 * the rows are cut into stretches of {@code 1 / attackShare}, each stretch has one attack, and the
 * seed decides at which place.
 */
record DemoRow(Connection connection, String attack) {
  private static final int GROUP = 20;
  private static final long PLACES = 0x706C616365L;
  private static final long FAMILIES = 0x66616D696CL;

  /** The row of a number, from 1 on. */
  static DemoRow at(DemoSettings settings, long row) {
    Draws draws = new Draws(settings.seed(), row);
    long stretch = attackStretch(settings, row - 1);
    if (stretch < 0) {
      return new DemoRow(NormalTraffic.draw(draws), KddAttacks.NORMAL);
    }
    AttackTraffic.Family family = family(settings.seed(), stretch);
    return new DemoRow(AttackTraffic.draw(family, draws), family.title());
  }

  /** The values of all columns of {@link KddTable#schema()}. */
  Object[] values(long row, Orientation orientation) {
    KddColumn[] columns = KddColumn.values();
    Object[] values = new Object[columns.length + 4];
    values[0] = row;
    for (int i = 0; i < columns.length; i++) {
      values[i + 1] = connection.value(columns[i]);
    }
    values[columns.length + 1] = attack;
    values[columns.length + 2] = KddAttacks.category(attack);
    values[columns.length + 3] = orientation.label(!attack.equals(KddAttacks.NORMAL));
    return values;
  }

  /**
   * The number of the stretch whose attack lies at this place, both from 0; -1 where the place
   * holds normal traffic.
   */
  private static long attackStretch(DemoSettings settings, long place) {
    double share = settings.attackShare();
    if (share == 0) {
      return -1;
    }
    long stretch = (long) (place * share);
    while (start(stretch, share) > place) {
      stretch--;
    }
    while (start(stretch + 1, share) <= place) {
      stretch++;
    }
    long start = start(stretch, share);
    long length = start(stretch + 1, share) - start;
    return place == start + new Draws(settings.seed() ^ PLACES, stretch).between(0, length - 1)
        ? stretch
        : -1;
  }

  private static long start(long stretch, double share) {
    return (long) Math.ceil(stretch / share);
  }

  /** The family of an attack: the attacks of each group of twenty are shuffled by the seed. */
  private static AttackTraffic.Family family(long seed, long attack) {
    AttackTraffic.Family[] group = new AttackTraffic.Family[GROUP];
    int filled = 0;
    for (AttackTraffic.Family family : AttackTraffic.Family.values()) {
      for (int i = 0; i < family.ofTwenty(); i++) {
        group[filled++] = family;
      }
    }
    SplittableRandom random =
        new SplittableRandom(Seeds.mix(Seeds.mix(seed ^ FAMILIES) ^ (attack / GROUP)));
    for (int i = GROUP - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      AttackTraffic.Family swapped = group[i];
      group[i] = group[other];
      group[other] = swapped;
    }
    return group[(int) (attack % GROUP)];
  }
}
