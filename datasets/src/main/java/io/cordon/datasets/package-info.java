/**
 * Named data sets: where they come from, how they are parsed, the papers' protocols; and any other table that Spark reads.
 *
 * <p>Runs on: driver; executors run {@link io.cordon.datasets.DemoRowFunction} only.
 */
package io.cordon.datasets;
