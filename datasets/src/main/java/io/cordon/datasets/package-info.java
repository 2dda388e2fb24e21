/**
 * Named data sets: where they come from, how they are parsed, the papers' protocols; and any other
 * table that Spark reads.
 *
 * <p>Runs on: driver; executors run DemoRowFunction, ImageDecoder, ImageRows, KddRows and
 * UspsLines.
 */
package io.cordon.datasets;
