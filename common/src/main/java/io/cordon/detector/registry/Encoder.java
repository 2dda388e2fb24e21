package io.cordon.detector.registry;

import io.cordon.detector.Fitted;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;

/** What makes the features that a detector stands on; frozen before the detector learns. */
interface Encoder {

  /** See {@link io.cordon.detector.Detector#prepare}. */
  default String prepare() {
    return "";
  }

  /** Whether fitting draws at random. */
  boolean isSeeded();

  /** Learns, or takes what was learned elsewhere. */
  Fitted fit(Rows rows, Training training);

  /** What it makes of a row, before that is scaled to [0, 1]. */
  RowFunction codes(Fitted fitted);
}
