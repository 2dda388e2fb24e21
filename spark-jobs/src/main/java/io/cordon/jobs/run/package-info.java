/**
 * What jobs share while they run: named steps, metrics, the release, scored tables, and how an
 * exception ends a run.
 *
 * <p>Runs on: driver.
 */
package io.cordon.jobs.run;
