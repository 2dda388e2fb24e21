package io.cordon.imported;

/** Says, as the end of a sentence, what of a file Cordon cannot take. */
final class UnsuitableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsuitableException(String found) {
    super(found);
  }

  UnsuitableException(String found, Throwable cause) {
    super(found, cause);
  }
}
