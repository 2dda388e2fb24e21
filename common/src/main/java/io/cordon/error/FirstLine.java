package io.cordon.error;

/** What an exception says, for a sentence: libraries put whole stack traces into messages. */
public final class FirstLine {

  private FirstLine() {}

  /** The first line of the message; the class's name where there is none. */
  public static String of(Throwable problem) {
    String message = problem.getMessage();
    return message == null || message.isBlank()
        ? problem.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse(message).strip();
  }
}
