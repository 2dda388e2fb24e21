/**
 * Small classes that turn a network's outputs into a loss and a gradient.
 *
 * <p>Runs on: executors.
 */
package io.cordon.objective;
