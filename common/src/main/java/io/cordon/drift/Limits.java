package io.cordon.drift;

/**
 * From which values on a distance is an alarm.
 *
 * @param warn at least 0
 * @param fail at least {@code warn}; infinity never fails
 */
public record Limits(double warn, double fail) {

  public Limits {
    if (!(warn >= 0 && warn <= fail)) {
      throw new IllegalArgumentException(
          "limits must satisfy 0 <= warn <= fail, not " + warn + " and " + fail);
    }
  }

  /**
   * The level of a distance; one that equals a limit has reached it, and 0 reaches none.
   *
   * @param distance not NaN; of a change its size counts, not its sign
   */
  public Level of(double distance) {
    if (Double.isNaN(distance)) {
      throw new IllegalArgumentException("the level of NaN is not defined");
    }
    double size = Math.abs(distance);
    if (size > 0 && size >= fail) {
      return Level.FAIL;
    }
    return size > 0 && size >= warn ? Level.WARN : Level.OK;
  }
}
