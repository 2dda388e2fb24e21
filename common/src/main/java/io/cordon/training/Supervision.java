package io.cordon.training;

/** Which rows train. */
public enum Supervision {
  /** All of them, contaminated as they are. */
  UNSUPERVISED,
  /** Those that the label calls normal; rows without a label do not train. */
  SEMI_SUPERVISED
}
