/**
 * The detectors: one file each, listed in {@code Detectors}.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector;
