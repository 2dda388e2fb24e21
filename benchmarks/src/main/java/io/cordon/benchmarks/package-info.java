/**
 * Measured comparisons with peers, one class with a {@code main} for each table. Times are CPU
 * seconds of the process (user and system, all threads), because wall time says little on a machine
 * that is shared.
 *
 * <p>Runs on: driver, local Spark only.
 */
package io.cordon.benchmarks;
