/**
 * Published experiments, run again: protocols, their cells, and the table that puts published and
 * measured numbers side by side.
 *
 * <p>Runs on: driver.
 */
package io.cordon.jobs.reproduce;
