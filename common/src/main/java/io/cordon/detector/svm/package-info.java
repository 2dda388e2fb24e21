/**
 * The one-class SVM, linear or on random Fourier features.
 *
 * <p>Runs on: driver; the scores run on executors.
 */
package io.cordon.detector.svm;
