/**
 * Whatever is written to storage that Hadoop reaches: model folders, checkpoints, scored tables,
 * reports.
 *
 * <p>Runs on: driver.
 */
package io.cordon.spark.storage;
