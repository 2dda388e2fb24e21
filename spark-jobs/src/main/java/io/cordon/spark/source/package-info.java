/**
 * One day of a table as it lies in files: what is there, what can be read, and whether the files
 * agree.
 *
 * <p>Runs on: driver; {@code ReadFooter} on executors.
 */
package io.cordon.spark.source;
