/**
 * What a detector is, and what several share. Each detector is one public class in a package of its
 * own below this one; {@code registry.Detectors} lists them all.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector;
