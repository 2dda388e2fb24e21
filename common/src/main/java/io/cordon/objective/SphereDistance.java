package io.cordon.objective;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;

/**
 * The data term of Deep SVDD: a row whose outputs φ have the squared distance {@code d² = ‖φ - c‖²}
 * from the centre loses {@code R² + max(0, d² - R²) / ν}. With R = 0 and ν = 1 that is d², the
 * one-class form. The derivative by φ is {@code 2 (φ - c) / ν} where d² is above R², else 0, at
 * equality too.
 *
 * <p>Source: Ruff et al., "Deep one-class classification" (2018), Eq. 3 and 4; paper 002, Eq. 30
 * and 31, of which the second lacks the sum.
 *
 * @param centre c
 * @param squaredRadius R², at least 0, fixed while the network learns
 * @param nu upper bound of the share of rows outside the sphere, in (0, 1]
 */
public record SphereDistance(float[] centre, double squaredRadius, double nu) implements Objective {
  private static final long serialVersionUID = 1L;

  /**
   * Checks the settings.
   *
   * @throws UserException where nu is out of its range
   */
  public SphereDistance {
    if (!(nu > 0 && nu <= 1)) {
      throw new UserException(
          ExitCode.USAGE,
          "nu, the share of rows that may lie outside the sphere, must be above 0 and at most 1,"
              + " but it is "
              + nu
              + ": take the contamination");
    }
  }

  /** The one-class form: the mean squared distance. */
  public static SphereDistance oneClass(float[] centre) {
    return new SphereDistance(centre, 0, 1);
  }

  @Override
  public double evaluate(float[] rows, float[] outputs, int count, float[] gradient) {
    int width = centre.length;
    double excess = 0;
    for (int row = 0; row < count; row++) {
      double squares = 0;
      for (int column = 0; column < width; column++) {
        double apart = (double) outputs[row * width + column] - centre[column];
        squares += apart * apart;
      }
      boolean outside = squares > squaredRadius;
      excess += outside ? squares - squaredRadius : 0;
      double slope = outside ? 2 / (nu * count) : 0;
      for (int column = 0; column < width; column++) {
        int place = row * width + column;
        gradient[place] = (float) (slope * ((double) outputs[place] - centre[column]));
      }
    }
    return excess / nu + count * squaredRadius;
  }
}
