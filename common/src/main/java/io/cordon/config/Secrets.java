package io.cordon.config;

import java.util.regex.Pattern;

/** Which settings are never shown or stored. */
final class Secrets {
  static final String REDACTED = "(redacted)";
  private static final Pattern SECRET =
      Pattern.compile("secret|password|token|credential|passphrase", Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** Whether a key, or a group that holds it, names a secret. */
  static boolean concerns(String key) {
    return SECRET.matcher(key).find();
  }
}
