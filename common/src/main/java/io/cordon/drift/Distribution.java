package io.cordon.drift;

/** How numbers are spread. */
public interface Distribution {

  /** The share of rows that are at most a value. */
  double upTo(float value);

  /** The share of rows below a value. */
  double below(float value);
}
