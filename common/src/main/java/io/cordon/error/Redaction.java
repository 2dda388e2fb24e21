package io.cordon.error;

import java.util.regex.Pattern;

/**
 * Takes secrets out of what is printed: libraries put addresses with passwords, and settings, into
 * the texts of their exceptions.
 */
public final class Redaction {
  /** What a secret is replaced by. */
  public static final String HIDDEN = "***";

  private static final String NAMES =
      "(?:password|passwd|passphrase|secret|token|credential|access[._-]?key|api[._-]?key)";

  /** {@code scheme://user:secret@host}; a name alone before the at sign is none. */
  private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+(?=@)");

  /** {@code password=secret}, also inside a longer name, and with a colon or quotes. */
  private static final Pattern AFTER_NAME =
      Pattern.compile("(?i)(" + NAMES + "[\\w.-]*[\"']?\\s*[=:]\\s*[\"']?)[^\\s,;&\"'\\])}]+");

  /** The same among an address's parameters; a folder may be named so. */
  private static final Pattern AS_PARAMETER =
      Pattern.compile("(?i):.*[;?&][\\w.-]*" + NAMES + "[\\w.-]*=.");

  private Redaction() {}

  /** The text without the secrets that can be told by their place. */
  public static String of(String text) {
    String inAddress = IN_ADDRESS.matcher(text).replaceAll("$1" + HIDDEN);
    return AFTER_NAME.matcher(inAddress).replaceAll("$1" + HIDDEN);
  }

  /** Whether an address carries a secret that everybody who prints it would tell. */
  public static boolean hasSecret(String address) {
    return IN_ADDRESS.matcher(address).find() || AS_PARAMETER.matcher(address).find();
  }
}
