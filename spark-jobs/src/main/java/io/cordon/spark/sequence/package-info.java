/**
 * Sequences as they lie in tables (texts, events, series of measurements) as a column of steps, one
 * after the other.
 *
 * <p>Runs on: driver; the functions of columns run on executors.
 */
package io.cordon.spark.sequence;
