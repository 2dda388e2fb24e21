package io.cordon.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a call ends in one sentence for the user. */
final class Failures {

  private Failures() {}

  static void assertFails(ThrowingCallable call, ExitCode code, String... parts) {
    UserException failure = catchThrowableOfType(UserException.class, call);
    assertThat(failure).as("a UserException").isNotNull();
    assertThat(failure.getMessage()).contains(parts).doesNotContain("\n");
    assertThat(failure.exitCode()).as(failure.getMessage()).isEqualTo(code);
  }
}
