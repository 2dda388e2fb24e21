/**
 * PLAD: a classifier against rows that a second network perturbs.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.plad;
