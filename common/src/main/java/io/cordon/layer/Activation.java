package io.cordon.layer;

/** An elementwise function after a layer's affine map. */
public enum Activation {
  /** x. */
  LINEAR,
  /** 1 / (1 + exp(-x)), in (0, 1). */
  SIGMOID,
  /** tanh x, in (-1, 1). */
  TANH,
  /** max(0, x); the slope at 0 is taken as 0. */
  RELU,
  /** x where positive, else 0.01 x. */
  LEAKY_RELU,
  /** x where positive, else exp(x) - 1. */
  ELU
}
