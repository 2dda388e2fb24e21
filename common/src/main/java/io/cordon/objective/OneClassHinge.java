package io.cordon.objective;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;

/**
 * The data term of OC-NN (Chalapathy, Menon and Chawla, "Anomaly detection using one-class neural
 * networks", Eq. 4): a row with the one output y loses {@code max(0, r - y) / nu - r}. Its
 * derivative by y is {@code -1/nu} where y is below r, else 0, at equality too.
 *
 * @param r the margin, fixed while the network learns
 * @param nu upper bound of the share of rows below the margin, in (0, 1)
 */
public record OneClassHinge(float r, float nu) implements Objective {
  private static final long serialVersionUID = 1L;

  /**
   * Checks the settings.
   *
   * @throws UserException where nu is out of its range
   */
  public OneClassHinge {
    if (!(nu > 0 && nu < 1)) {
      throw new UserException(
          ExitCode.USAGE,
          "nu, the expected share of anomalies, must lie between 0 and 1, but it is "
              + nu
              + ": take the contamination");
    }
  }

  @Override
  public double evaluate(float[] rows, float[] outputs, int count, float[] gradient) {
    float slope = (float) (-1 / ((double) nu * count));
    double shortfall = 0;
    for (int row = 0; row < count; row++) {
      boolean below = outputs[row] < r;
      shortfall += below ? (double) r - outputs[row] : 0;
      gradient[row] = below ? slope : 0;
    }
    return shortfall / nu - (double) count * r;
  }
}
