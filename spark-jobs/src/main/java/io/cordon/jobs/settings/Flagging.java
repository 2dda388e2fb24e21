package io.cordon.jobs.settings;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.drift.QuantileGrid;
import io.cordon.model.Model;
import io.cordon.report.RunReport;

/**
 * What scoring flags: the setting {@code output.threshold}.
 *
 * @param share of the training rows that score higher, in (0, 0.5]; for CONTAMINATION
 * @param score itself; for FIXED
 */
public record Flagging(Mode mode, double share, float score) {

  /** Where the threshold comes from. */
  enum Mode {
    MODEL,
    CONTAMINATION,
    FIXED
  }

  static Flagging read(Settings threshold) {
    return new Flagging(
        threshold.oneOf("mode", Mode.class),
        threshold.number("contamination", Range.openClosed(0, 0.5)),
        (float) threshold.number("fixed", Range.closed(-Float.MAX_VALUE, Float.MAX_VALUE)));
  }

  /** The score above which rows are flagged. */
  public float threshold(Model model) {
    return switch (mode) {
      case MODEL -> model.threshold().value();
      case CONTAMINATION -> {
        float[] quantiles = model.scoreQuantiles();
        yield quantiles[(int) Math.ceil((1 - share) * (quantiles.length - 1) - 1e-9)];
      }
      case FIXED -> score;
    };
  }

  /** What a report says of it. */
  public RunReport.ThresholdUsed used(Model model) {
    float threshold = threshold(model);
    return new RunReport.ThresholdUsed(
        threshold,
        words(model),
        mode == Mode.CONTAMINATION ? share : model.threshold().contamination(),
        mode == Mode.MODEL
            ? model.threshold().observedRate()
            : 1 - QuantileGrid.ofScores(model.scoreQuantiles()).upTo(threshold));
  }

  /** What distinguishes it from another run's. */
  String words(Model model) {
    return switch (mode) {
      case MODEL -> "the model's " + model.thresholdMode();
      case CONTAMINATION -> "output.threshold, contamination " + share;
      case FIXED -> "output.threshold, fixed";
    };
  }
}
