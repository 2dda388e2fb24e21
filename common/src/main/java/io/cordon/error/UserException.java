package io.cordon.error;

/**
 * A problem that its reader can mend: one sentence says what must hold, where (key, column, path,
 * round, partition), what was found, and what to do. It is printed as that sentence, without a
 * stack trace, and ends the process with its exit code.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public UserException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public UserException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
