package io.cordon.jobs.settings;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.drift.DriftLimits;
import io.cordon.drift.Limits;

/**
 * From which distances on a day is not like the training table and the days before.
 *
 * @param rows limits of the number of rows
 * @param days published days that it is held against
 */
public record DriftOptions(
    boolean enabled, DriftLimits score, DriftLimits columns, Limits rows, int days) {
  /** Days below which their median says little. */
  public static final int LEAST_DAYS = 3;

  private static final Limits NEVER =
      new Limits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  static DriftOptions read(Settings drift) {
    return new DriftOptions(
        drift.flag("enabled"),
        new DriftLimits(limits(drift, "score.psi"), limits(drift, "score.ks"), NEVER, NEVER),
        new DriftLimits(
            limits(drift, "columns.psi"),
            limits(drift, "columns.ks"),
            limits(drift, "columns.null-rate"),
            limits(drift, "columns.unseen")),
        limits(drift, "rows"),
        drift.integer("rows.days", LEAST_DAYS, 1000));
  }

  private static Limits limits(Settings drift, String check) {
    double warn = drift.number(check + ".warn", Range.atLeast(0));
    double fail = drift.number(check + ".fail", Range.atLeast(0));
    if (fail < warn) {
      drift.problem(check + ".fail", "must not be below " + check + ".warn");
    }
    return new Limits(warn, Math.max(warn, fail));
  }
}
