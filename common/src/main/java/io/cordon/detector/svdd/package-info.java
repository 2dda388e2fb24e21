/**
 * Deep SVDD: a network that draws normal rows into a sphere.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.svdd;
