package io.cordon.spark.lake;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;

/** What a run is told that lost a race for a day. */
final class Racing {

  private Racing() {}

  static UserException lost(String day, Exception cause) {
    return new UserException(
        ExitCode.CONCURRENT_RUN,
        "One run at a time may publish %s, but another wrote to it while this one was at work: nothing was published; see what that one did and run again"
            .formatted(day),
        cause);
  }
}
