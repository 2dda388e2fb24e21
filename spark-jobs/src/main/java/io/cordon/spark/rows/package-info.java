/**
 * {@code Rows} over a cached RDD. The classes that say so run on executors; all others on the
 * driver.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.spark.rows;
