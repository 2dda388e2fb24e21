/**
 * The plain autoencoder: a detector, and the encoder of others.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.autoencoder;
