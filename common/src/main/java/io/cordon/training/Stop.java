package io.cordon.training;

/** Which round's network a method of reconstruction keeps. */
public enum Stop {
  /** The last round's. */
  LAST,
  /** The one that {@link LeastEntropy} finds, without a label. */
  ENTROPY
}
