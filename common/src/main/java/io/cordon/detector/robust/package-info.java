/**
 * The robust distance from the columns' medians.
 *
 * <p>Runs on: driver; the score runs on executors.
 */
package io.cordon.detector.robust;
