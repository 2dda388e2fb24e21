package io.cordon.error;

/** How a run ended, as a scheduler sees it. */
public enum ExitCode {
  /** The work is done, or had been done already. */
  OK(0),
  /** A fault of Cordon itself: reported with a stack trace. */
  BUG(1),
  /** The command line or the settings are wrong: nothing was read. */
  USAGE(2),
  /** The table holds data that cannot be used. */
  BAD_DATA(3),
  /** The table and the model, or the model file and this release, do not fit together. */
  MISMATCH(4),
  /** Something could not be read from or written to storage. */
  STORAGE(5),
  /** Another run holds the same table. */
  CONCURRENT_RUN(6),
  /** Executors were lost more often than Spark may retry. */
  COMPUTE_LOST(7);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the process exits with. */
  public int code() {
    return code;
  }
}
