/**
 * The robust autoencoder, dense and convolutional.
 *
 * <p>Runs on: driver; the separation and the scores run on executors.
 */
package io.cordon.detector.rda;
