/**
 * How well scores rank and flag labelled rows. Label: anomaly = positive; score: higher = more
 * anomalous.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.metric;
