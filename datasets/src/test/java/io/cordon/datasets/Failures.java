package io.cordon.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Asserts that a call ends in one sentence for the user, as thrown or as the cause of what Spark
 * throws.
 */
final class Failures {

  private Failures() {}

  static void assertFails(ThrowingCallable call, ExitCode code, String... parts) {
    UserException failure = sentence(catchThrowable(call));
    assertThat(failure.getMessage()).contains(parts).doesNotContain("\n");
    assertThat(failure.exitCode()).as(failure.getMessage()).isEqualTo(code);
  }

  private static UserException sentence(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof UserException failure) {
        return failure;
      }
    }
    throw new AssertionError("a UserException was expected", thrown);
  }
}
