/**
 * Why a row scored high: its score shared out among the columns of the table.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.explain;
