/**
 * Clusters of rows: K-means and Gaussian mixtures, fitted by passes over all rows.
 *
 * <p>Runs on: driver; the passes run on executors.
 */
package io.cordon.cluster;
