/**
 * The isolation forest.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.forest;
