/**
 * DAGMM: an autoencoder and a mixture density on its codes, trained together.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.dagmm;
