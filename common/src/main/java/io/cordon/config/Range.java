package io.cordon.config;

/**
 * The numbers that a setting may take.
 *
 * @param min lower end; may be negative infinity
 * @param minIncluded whether the lower end itself is allowed
 * @param max upper end; may be infinity
 * @param maxIncluded whether the upper end itself is allowed
 */
public record Range(double min, boolean minIncluded, double max, boolean maxIncluded) {

  /** [min, max]. */
  public static Range closed(double min, double max) {
    return new Range(min, true, max, true);
  }

  /** (min, max). */
  public static Range open(double min, double max) {
    return new Range(min, false, max, false);
  }

  /** (min, max]. */
  public static Range openClosed(double min, double max) {
    return new Range(min, false, max, true);
  }

  /** [min, max). */
  public static Range closedOpen(double min, double max) {
    return new Range(min, true, max, false);
  }

  /** All numbers from {@code min} on. */
  public static Range atLeast(double min) {
    return new Range(min, true, Double.POSITIVE_INFINITY, false);
  }

  /** All numbers above {@code min}. */
  public static Range above(double min) {
    return new Range(min, false, Double.POSITIVE_INFINITY, false);
  }

  /** Whether a number is finite and lies within. */
  public boolean contains(double number) {
    return Double.isFinite(number)
        && (number > min || (minIncluded && number == min))
        && (number < max || (maxIncluded && number == max));
  }

  /** Such as "a number above 0 and up to 0.5". */
  @Override
  public String toString() {
    String from = Double.isInfinite(min) ? "" : (minIncluded ? " from " : " above ") + plain(min);
    String to = Double.isInfinite(max) ? "" : (maxIncluded ? " up to " : " below ") + plain(max);
    return "a number" + from + (from.isEmpty() || to.isEmpty() ? "" : " and") + to;
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
