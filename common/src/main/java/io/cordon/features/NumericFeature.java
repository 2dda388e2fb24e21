package io.cordon.features;

/**
 * How one numeric column becomes one feature: {@code (g(x) - shift) * scale}, where g is log(1 + x)
 * or the identity, computed in double and rounded once to float. Null and NaN count as {@code fill}
 * where the plan imputes.
 *
 * @param column name in the table
 * @param type Spark's name of the column's type when the plan was fitted, such as "bigint"
 * @param log whether g is log(1 + x); x below 0 counts as 0 then
 * @param fill what stands in for null and NaN, in the column's own unit
 * @param shift subtracted after g
 * @param scale multiplied after the shift
 */
public record NumericFeature(
    String column, String type, boolean log, double fill, double shift, double scale) {

  /** The feature of a finite value, in the column's own unit. */
  float feature(double x) {
    double unscaled = log ? StrictMath.log1p(Math.max(0, x)) : x;
    return (float) ((unscaled - shift) * scale) + 0f; // adding 0 turns -0 into 0
  }
}
