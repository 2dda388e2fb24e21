package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table's columns become features.
 *
 * @param roles which columns are no features, and which are categories although they hold numbers
 * @param scaling how numbers are scaled
 * @param categories how many categories a column may have
 * @param nulls what a null is: imputed (numbers: the column's median; categories: the last bucket)
 *     or an error
 * @param nan what a NaN is: imputed by the column's median, or an error
 */
public record FeatureSettings(
    Roles roles, ScalingRules scaling, CategoryLimits categories, Missing nulls, Missing nan) {

  /**
   * No id, no label, automatic scaling, at most 100 features for categories a column, null and NaN
   * imputed.
   */
  public static FeatureSettings defaults() {
    return new FeatureSettings(
        new Roles(List.of(), Optional.empty(), List.of(), List.of()),
        new ScalingRules(Scaling.AUTO, Map.of(), 2.0),
        new CategoryLimits(100, 1_000_000),
        Missing.IMPUTE,
        Missing.IMPUTE);
  }

  public FeatureSettings withRoles(Roles other) {
    return new FeatureSettings(other, scaling, categories, nulls, nan);
  }

  public FeatureSettings withScaling(ScalingRules other) {
    return new FeatureSettings(roles, other, categories, nulls, nan);
  }

  public FeatureSettings withCategories(CategoryLimits other) {
    return new FeatureSettings(roles, scaling, other, nulls, nan);
  }

  public FeatureSettings withMissing(Missing otherNulls, Missing otherNan) {
    return new FeatureSettings(roles, scaling, categories, otherNulls, otherNan);
  }

  /**
   * What columns are for. A column named here as id, label or excluded never becomes a feature.
   *
   * @param id columns that identify a row
   * @param label the column that says what a row is, where the table has one
   * @param exclude columns to leave out
   * @param categorical columns of whole numbers or booleans that are categories
   */
  public record Roles(
      List<String> id, Optional<String> label, List<String> exclude, List<String> categorical) {
    public Roles {
      id = List.copyOf(id);
      exclude = List.copyOf(exclude);
      categorical = List.copyOf(categorical);
    }
  }

  /**
   * How numbers are scaled.
   *
   * @param usual for columns that {@code byColumn} does not name
   * @param byColumn exceptions
   * @param heavyTail skewness above which {@link Scaling#AUTO} takes the logarithm of a
   *     non-negative column; 0 or more
   */
  public record ScalingRules(Scaling usual, Map<String, Scaling> byColumn, double heavyTail) {
    public ScalingRules {
      byColumn = Map.copyOf(byColumn);
      if (!(heavyTail >= 0)) {
        throw new UserException(
            ExitCode.USAGE, "features.skewness-limit must be 0 or more, not " + heavyTail);
      }
    }
  }

  /**
   * How many categories a column may have.
   *
   * @param most categories that get a feature of their own, the most frequent ones; the rest share
   *     the last bucket; 1 or more
   * @param mostDistinct distinct values above which the column is refused, which bounds the memory
   *     of driver and executors; not below {@code most}
   */
  public record CategoryLimits(int most, int mostDistinct) {
    public CategoryLimits {
      if (most < 1) {
        throw new UserException(
            ExitCode.USAGE, "features.max-categories must be 1 or more, not " + most);
      }
      if (mostDistinct < most) {
        throw new UserException(
            ExitCode.USAGE,
            "features.max-distinct must not be below features.max-categories ("
                + most
                + "), but is "
                + mostDistinct);
      }
    }
  }

  /** The fate of nulls and NaN. */
  public enum Missing {
    /** A stand-in takes its place. */
    IMPUTE,
    /** It is an error. */
    REJECT
  }
}
