/**
 * OC-NN: a one-class neural network with a margin that follows a quantile.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.ocnn;
