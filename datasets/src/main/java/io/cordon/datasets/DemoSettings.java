package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;

/**
 * Settings of the demo generator.
 *
 * @param rows rows of the table, at least 1
 * @param attackShare share of attacks among the rows, in [0, 1]
 * @param seed two seeds give two unrelated tables of the same kind
 */
public record DemoSettings(long rows, double attackShare, long seed) {

  /** 200,000 connections, 3 % of them attacks. */
  public static final DemoSettings DEFAULTS = new DemoSettings(200_000, 0.03, 1);

  public DemoSettings {
    if (rows < 1) {
      throw new UserException(
          ExitCode.USAGE, "The demo's number of rows must be at least 1, but is " + rows + ".");
    }
    if (!(attackShare >= 0 && attackShare <= 1)) {
      throw new UserException(
          ExitCode.USAGE,
          "The demo's share of attacks must lie in [0, 1], but is " + attackShare + ".");
    }
  }
}
