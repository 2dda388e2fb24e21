package io.cordon.drift;

/** How loud an alarm is, quietest first. */
public enum Level {
  OK,
  WARN,
  FAIL;

  /** The louder of two. */
  public Level or(Level other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
