/**
 * What a run says of itself when it has ended, as plain data.
 *
 * <p>Runs on: driver.
 */
package io.cordon.report;
