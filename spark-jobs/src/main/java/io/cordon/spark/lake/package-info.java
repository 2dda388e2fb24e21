/**
 * Tables that are more than folders of files: Delta Lake, Iceberg and the tables of a Hive
 * catalogue, as sources of a day and as what a day is published to. The only package that sees
 * Delta's and Iceberg's classes, which are optional at run time.
 *
 * <p>Runs on: driver.
 */
package io.cordon.spark.lake;
