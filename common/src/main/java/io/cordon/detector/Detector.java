package io.cordon.detector;

import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;
import java.util.Optional;

/**
 * A recipe that learns what normal rows look like: stateless and immutable. HIGHER SCORES ARE MORE
 * ANOMALOUS.
 */
public interface Detector {

  /** The name by which settings and model files know it. */
  String name();

  /**
   * Reads what learning needs beside the rows, such as the file of an imported encoder, once: so
   * that what is wrong with it is told before a table is read. {@link #fit} does it where nobody
   * did.
   *
   * @return a fingerprint of what was read; "" where there is nothing to read
   * @throws io.cordon.error.UserException where it is missing or unfit
   */
  default String prepare() {
    return "";
  }

  /**
   * Learns from rows, in the order of the method's paper. With {@link Training#untrained} settings
   * it goes through the same steps without a round of training, which is the control that every
   * report shows.
   */
  Fitted fit(Rows rows, Training training);

  /**
   * Whether learning draws at random at all. A method that solves a convex problem, or one in
   * closed form, learns the same from every seed.
   */
  default boolean isSeeded() {
    return true;
  }

  /** The score by what was learned: one finite output a row, higher = more anomalous. */
  RowFunction score(Fitted fitted);

  /**
   * How much of a row's score each feature makes up, where the score is a sum over the features:
   * {@code width} outputs a row that sum to the score, but for rounding. Empty where it is no such
   * sum; then {@code io.cordon.explain} attributes it from outside.
   */
  default Optional<RowFunction> contributions(Fitted fitted) {
    return Optional.empty();
  }
}
