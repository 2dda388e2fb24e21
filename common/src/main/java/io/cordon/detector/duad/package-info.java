/**
 * DUAD: an autoencoder that drops suspicious rows while it trains.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.duad;
