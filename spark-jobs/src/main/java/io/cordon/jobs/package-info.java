/**
 * The command line and the jobs: each reads its settings, calls named steps and reports.
 *
 * <p>Runs on: driver.
 */
package io.cordon.jobs;
