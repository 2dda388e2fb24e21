/**
 * Fitted feature extraction as plain data.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.features;
