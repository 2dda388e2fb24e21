package io.cordon.drift;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far one column, or the score, has moved from its reference.
 *
 * @param name of the column
 * @param psi population stability index, at least 0: see {@link StabilityIndex}; empty where one of
 *     both has no value
 * @param ks Kolmogorov-Smirnov distance from 0 to 1; empty for categories, which have no order, and
 *     where one of both has no value
 * @param nullRate share of nulls less the reference's, from -1 to 1
 * @param unseen share of the values whose category the reference does not name, from 0 to 1; empty
 *     for numbers
 */
public record Drift(
    String name, OptionalDouble psi, OptionalDouble ks, double nullRate, OptionalDouble unseen) {

  /** Of scores, which are never null. */
  public static Drift ofScores(String name, QuantileGrid reference, QuantileGrid present) {
    NullRate none = new NullRate(0, 0);
    return ofNumbers(name, Optional.of(reference), Optional.of(present), none, none);
  }

  /**
   * Of a column of numbers.
   *
   * @param reference of the values that are not null; empty where there are none
   * @param present likewise
   */
  public static Drift ofNumbers(
      String name,
      Optional<QuantileGrid> reference,
      Optional<? extends Distribution> present,
      NullRate referenceNulls,
      NullRate presentNulls) {
    double nullRate = presentNulls.rate() - referenceNulls.rate();
    if (reference.isEmpty() || present.isEmpty()) {
      return new Drift(
          name, OptionalDouble.empty(), OptionalDouble.empty(), nullRate, OptionalDouble.empty());
    }
    return new Drift(
        name,
        OptionalDouble.of(StabilityIndex.ofDeciles(reference.get(), present.get())),
        OptionalDouble.of(KolmogorovSmirnov.of(reference.get(), present.get())),
        nullRate,
        OptionalDouble.empty());
  }

  /** Of a column of categories. */
  public static Drift ofCategories(
      String name,
      Categories reference,
      Categories present,
      NullRate referenceNulls,
      NullRate presentNulls) {
    boolean defined = reference.rows() > 0 && present.rows() > 0;
    return new Drift(
        name,
        defined
            ? OptionalDouble.of(StabilityIndex.ofCategories(reference, present))
            : OptionalDouble.empty(),
        OptionalDouble.empty(),
        presentNulls.rate() - referenceNulls.rate(),
        OptionalDouble.of(present.unseen(reference)));
  }

  /** The loudest level of its distances. */
  public Level level(DriftLimits limits) {
    return level(psi, limits.psi())
        .or(level(ks, limits.ks()))
        .or(limits.nullRate().of(nullRate))
        .or(level(unseen, limits.unseen()));
  }

  private static Level level(OptionalDouble distance, Limits limits) {
    return distance.isPresent() ? limits.of(distance.getAsDouble()) : Level.OK;
  }
}
