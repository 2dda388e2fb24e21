/**
 * Local training on a shard, rounds of averaging, optimisers and seeds.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.training;
