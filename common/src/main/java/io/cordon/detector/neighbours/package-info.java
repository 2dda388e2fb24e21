/**
 * Distances to the nearest rows of a sample, plain or against the density around those rows.
 *
 * <p>Runs on: driver; the score runs on executors.
 */
package io.cordon.detector.neighbours;
