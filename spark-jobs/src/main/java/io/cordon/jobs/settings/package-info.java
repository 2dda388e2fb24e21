/**
 * What a run was told: its settings, read and checked as a whole before Spark starts, and the table
 * that they name.
 *
 * <p>Runs on: driver.
 */
package io.cordon.jobs.settings;
