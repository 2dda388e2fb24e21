package io.cordon.drift;

import io.cordon.drift.DriftCheck.Kind;
import io.cordon.drift.DriftCheck.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds a day against the training table and the days before. Every limit is raised to what chance
 * alone reaches on a day of so few rows: see {@link Chance}.
 */
public final class DriftChecks {
  /** Names of the score and of the number of rows among the checks. */
  public static final String SCORE = "outlierScore";

  public static final String ROWS = "rows";

  /**
   * Bins that an index over deciles has at most: values that hold several make bins of their own.
   */
  private static final int MOST_BINS = 20;

  /** Rows that a category's share of the smaller sample must come to, to be told apart. */
  private static final double LEAST_EXPECTED = 5;

  private DriftChecks() {}

  /**
   * The scores.
   *
   * @param reference of the training rows: {@link QuantileGrid#ofScores}
   * @param rows training rows
   * @param present the day's, at least one
   */
  public static List<DriftCheck> ofScores(
      QuantileGrid reference, long rows, GridCounts present, DriftLimits limits) {
    NullRate none = new NullRate(0, 0);
    Drift drift = Drift.ofNumbers(SCORE, Optional.of(reference), Optional.of(present), none, none);
    return distances(Kind.SCORE, drift, limits, new Chance(rows, present.rows()), reference);
  }

  /** All columns, in the order of the profiles; each distance that is defined. */
  public static List<DriftCheck> ofColumns(
      ColumnProfiles reference, ColumnCounts present, DriftLimits limits) {
    List<DriftCheck> checks = new ArrayList<>();
    int column = 0;
    for (ColumnProfiles.NumericColumn numbers : reference.numeric()) {
      GridCounts counts = present.numbers(column);
      NullRate before = new NullRate(numbers.missing(), reference.rows());
      NullRate now = present.nulls(column++);
      Optional<GridCounts> values = Optional.of(counts).filter(found -> found.rows() > 0);
      Drift drift =
          Drift.ofNumbers(numbers.column(), Optional.of(numbers.values()), values, before, now);
      checks.add(nulls(drift, before, now, limits));
      if (values.isPresent()) {
        Chance chance = new Chance(before.rows() - before.nulls(), counts.rows());
        checks.addAll(distances(Kind.COLUMN, drift, limits, chance, numbers.values()));
      }
    }
    for (int index = 0; index < reference.categorical().size(); index++) {
      NullRate now = present.nulls(column++);
      checks.addAll(
          ofCategories(
              reference.categorical().get(index),
              reference.rows(),
              present.categories(index),
              now,
              limits));
    }
    return checks;
  }

  /**
   * The number of rows against the median of days before, from 0 to 1: a day of half as many rows
   * and one of twice as many both count 0.5.
   *
   * @param before rows of earlier days, at least one
   */
  public static DriftCheck ofRows(long rows, List<Long> before, Limits limits) {
    long[] sorted = before.stream().mapToLong(Long::longValue).sorted().toArray();
    long median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    long larger = Math.max(rows, median);
    double value = larger == 0 ? 0 : (double) (rows - median) / larger;
    double chance = larger == 0 ? 0 : new Chance(median, rows).rows();
    return DriftCheck.of(ROWS, Kind.ROWS, Statistic.ROWS, value, limits, chance);
  }

  private static List<DriftCheck> ofCategories(
      ColumnProfiles.CategoricalColumn reference,
      long rows,
      List<Long> present,
      NullRate now,
      DriftLimits limits) {
    NullRate before = new NullRate(reference.missing(), rows);
    List<Long> all = new ArrayList<>(reference.counts());
    all.add(reference.rest());
    long was = rows - reference.missing();
    long is = now.rows() - now.nulls();
    double least = LEAST_EXPECTED * was / Math.min(was, Math.max(1, is));
    Categories old = named(all, all, least);
    Categories day = named(present, all, least);
    Drift drift = Drift.ofCategories(reference.column(), old, day, before, now);
    List<DriftCheck> checks = new ArrayList<>(List.of(nulls(drift, before, now, limits)));
    if (was > 0 && is > 0) {
      Chance chance = new Chance(was, is);
      double psi = chance.psi(old.counts().size() + 1);
      drift
          .psi()
          .ifPresent(value -> checks.add(column(drift, Statistic.PSI, value, limits.psi(), psi)));
      double oldRest = (double) reference.rest() / was;
      double newRest = (double) present.get(present.size() - 1) / is;
      double pooled = (reference.rest() + newRest * is) / (was + is);
      checks.add(
          column(
              drift, Statistic.UNSEEN, newRest - oldRest, limits.unseen(), chance.share(pooled)));
    }
    return checks;
  }

  /** Categories by number; those too rare in the reference, and the last, are not told apart. */
  private static Categories named(List<Long> counts, List<Long> reference, double least) {
    TreeMap<String, Long> named = new TreeMap<>();
    long rest = counts.get(counts.size() - 1);
    for (int category = 0; category < counts.size() - 1; category++) {
      if (reference.get(category) >= least) {
        named.put(String.valueOf(category), counts.get(category));
      } else {
        rest += counts.get(category);
      }
    }
    return new Categories(named, rest);
  }

  private static List<DriftCheck> distances(
      Kind kind, Drift drift, DriftLimits limits, Chance chance, QuantileGrid reference) {
    double step = 1.0 / (reference.quantiles().length - 1);
    return List.of(
        DriftCheck.of(
            drift.name(),
            kind,
            Statistic.PSI,
            drift.psi().orElseThrow(),
            limits.psi(),
            chance.psi(MOST_BINS)),
        DriftCheck.of(
            drift.name(),
            kind,
            Statistic.KS,
            drift.ks().orElseThrow(),
            limits.ks(),
            chance.ks(step)));
  }

  private static DriftCheck nulls(Drift drift, NullRate before, NullRate now, DriftLimits limits) {
    double pooled = (double) (before.nulls() + now.nulls()) / (before.rows() + now.rows());
    double chance = new Chance(before.rows(), now.rows()).share(pooled);
    return column(drift, Statistic.NULL_RATE, drift.nullRate(), limits.nullRate(), chance);
  }

  private static DriftCheck column(
      Drift drift, Statistic statistic, double value, Limits limits, double chance) {
    return DriftCheck.of(drift.name(), Kind.COLUMN, statistic, value, limits, chance);
  }
}
