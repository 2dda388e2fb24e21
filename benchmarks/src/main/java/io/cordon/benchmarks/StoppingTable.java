package io.cordon.benchmarks;

import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;

/**
 * Contaminated rows to train on, and rows with labels to rank.
 *
 * @param name as the report shows it
 * @param train contaminated rows in their shards
 * @param test a row a label
 * @param labels true for an anomaly
 * @param settings of training and of the autoencoder, as a configuration file says them
 */
record StoppingTable(String name, LocalRows train, Block test, boolean[] labels, String settings) {}
