/**
 * Networks with one flat vector of parameters, and the two engines that compute them.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.network;
