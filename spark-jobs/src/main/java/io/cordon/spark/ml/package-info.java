/**
 * Cordon as an ordinary stage of Spark ML.
 *
 * <p>Runs on: driver.
 */
package io.cordon.spark.ml;
