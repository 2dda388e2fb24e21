package io.cordon.datasets;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The simplest detector there is, fitted on harmless rows alone: for each number, log(1 + x) where
 * it is no share, minus the median, over 1.4826 times the median absolute deviation (the standard
 * deviation where that is 0), absolute and cut at 8; for each text, minus the logarithm of its
 * frequency, cut at 8; summed.
 */
final class SimpleDistance {
  private static final double MOST = 8;

  private final Map<KddColumn, double[]> centres = new EnumMap<>(KddColumn.class);
  private final Map<KddColumn, Map<String, Double>> surprises = new EnumMap<>(KddColumn.class);

  SimpleDistance(List<DemoRow> table) {
    List<DemoRow> harmless = table.stream().filter(row -> row.attack().equals("normal")).toList();
    for (KddColumn column : KddColumn.values()) {
      if (column.kind() == KddColumn.Kind.TEXT) {
        Map<String, Double> counts = new HashMap<>();
        harmless.forEach(row -> counts.merge(row.connection().text(column), 1.0, Double::sum));
        counts.replaceAll((text, count) -> -Math.log(count / harmless.size()));
        surprises.put(column, counts);
      } else {
        centres.put(
            column, centre(harmless.stream().mapToDouble(row -> value(row, column)).toArray()));
      }
    }
  }

  double[] scores(List<DemoRow> table) {
    double[] sums = new double[table.size()];
    for (KddColumn column : KddColumn.values()) {
      double[] scores = scoresOf(table, column);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += scores[i];
      }
    }
    return sums;
  }

  double[] scoresOf(List<DemoRow> table, KddColumn column) {
    return table.stream().mapToDouble(row -> score(row, column)).toArray();
  }

  private double score(DemoRow row, KddColumn column) {
    if (column.kind() == KddColumn.Kind.TEXT) {
      return Math.min(
          MOST, surprises.get(column).getOrDefault(row.connection().text(column), MOST));
    }
    double[] centre = centres.get(column);
    return Math.min(MOST, Math.abs(value(row, column) - centre[0]) / centre[1]);
  }

  private static double value(DemoRow row, KddColumn column) {
    double number = row.connection().number(column);
    return column.kind() == KddColumn.Kind.COUNT ? Math.log1p(number) : number;
  }

  private static double[] centre(double[] values) {
    double median = median(values);
    double spread =
        1.4826 * median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
    if (spread == 0) {
      double squares =
          Arrays.stream(values).map(value -> (value - median) * (value - median)).sum();
      spread = Math.sqrt(squares / values.length);
    }
    return new double[] {median, spread == 0 ? 1 : spread};
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
