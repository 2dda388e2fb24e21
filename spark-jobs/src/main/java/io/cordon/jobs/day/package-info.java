/**
 * {@code score --date}: one day of a table that is partitioned by date is read, judged, scored,
 * written, held against the days before and published, or left as it was.
 *
 * <p>Runs on: driver.
 */
package io.cordon.jobs.day;
