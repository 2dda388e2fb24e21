/**
 * The trained model as plain data, and its files.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.model;
