/**
 * How far what comes in has moved from what a model was trained on: distances between two
 * distributions, and levels of alarm.
 *
 * <p>Runs on: driver.
 */
package io.cordon.drift;
