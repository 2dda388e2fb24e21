/**
 * What a network is: its layers, their shapes, and where each keeps its parameters in the one flat
 * vector. Plain values; {@code io.cordon.network} computes them.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.layer;
