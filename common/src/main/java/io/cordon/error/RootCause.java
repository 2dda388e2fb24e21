package io.cordon.error;

/** What lies at the bottom of an exception: libraries wrap what went wrong many times over. */
public final class RootCause {

  private RootCause() {}

  /** The last cause; the exception itself where it has none. */
  public static Throwable of(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
