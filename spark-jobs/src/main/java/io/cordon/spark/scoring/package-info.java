/**
 * Scoring of whole tables, and metrics over scored tables. The classes that say so run on
 * executors; all others on the driver.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.spark.scoring;
