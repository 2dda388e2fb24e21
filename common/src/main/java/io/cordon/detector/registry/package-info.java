/**
 * All detectors by name, and any of them on an encoder or in an ensemble. It sees the packages of
 * the detectors; none of them sees it.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.registry;
