package io.cordon.datasets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How well a score tells attacks from harmless rows. */
final class Separation {

  private Separation() {}

  /**
   * AUROC by mid-ranks of one family, or of all where the family is empty, against the harmless
   * rows.
   */
  static double auroc(List<DemoRow> table, double[] scores, String family) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      String attack = table.get(i).attack();
      if (attack.equals("normal") || family.isEmpty() || attack.equals(family)) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> scores[i]));
    double ranks = 0;
    long attacks = 0;
    for (int from = 0; from < order.size(); ) {
      int to = from;
      while (to < order.size() && scores[order.get(to)] == scores[order.get(from)]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        if (!table.get(order.get(i)).attack().equals("normal")) {
          ranks += (from + 1 + to) / 2.0;
          attacks++;
        }
      }
      from = to;
    }
    return (ranks - attacks * (attacks + 1) / 2.0) / (attacks * (double) (order.size() - attacks));
  }
}
