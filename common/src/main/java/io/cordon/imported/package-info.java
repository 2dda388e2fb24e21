/**
 * Networks that other programs wrote, read as Cordon's own plain values: Keras and DL4J files.
 *
 * <p>Runs on: driver.
 */
package io.cordon.imported;
