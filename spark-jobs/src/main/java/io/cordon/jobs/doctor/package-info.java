/**
 * What the doctor looks at: software, numerics, and the machine.
 *
 * <p>Runs on: driver.
 */
package io.cordon.jobs.doctor;
