/**
 * The vocabulary in which detectors are written, and its implementation in one process.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.rows;
