/**
 * The one exception type for problems that a user can mend, and the exit codes.
 *
 * <p>Runs on: driver and executors.
 */
package io.cordon.error;
