/**
 * The one source of randomness.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.random;
