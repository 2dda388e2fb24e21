/**
 * Principal components.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.pca;
