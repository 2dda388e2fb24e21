package io.cordon.cluster;

/** The shape of a Gaussian's covariance. */
public enum Covariance {
  /** Any symmetric positive definite matrix. */
  FULL,
  /** A variance for each feature, none shared. */
  DIAGONAL;

  /** Numbers that hold the lower triangle of a matrix of this shape, column by column. */
  int size(int width) {
    return this == FULL ? width * (width + 1) / 2 : width;
  }
}
