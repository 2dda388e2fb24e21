package io.cordon.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** All problems of a run's settings, by key: the user is told of all of them at once. */
final class Problems {
  private static final int LONGEST_VALUE = 80;

  private final SortedMap<String, Set<String>> byKey = new TreeMap<>();

  /**
   * A value is not what it may be. A key that has a problem already gets no second one of this
   * kind.
   */
  void found(String key, ConfigValue value, String allowed) {
    if (!byKey.containsKey(key)) {
      add(key, where(value) + ": found " + shown(key, value) + ", allowed is " + allowed);
    }
  }

  /**
   * Anything else that is wrong with a key; {@code value} is null where the user did not set it.
   */
  void say(String key, ConfigValue value, String message) {
    add(key, where(value) + ": " + message);
  }

  /** Throws what was collected, if anything. */
  void finish() {
    StringBuilder lines = new StringBuilder();
    int count = 0;
    for (var entry : byKey.entrySet()) {
      for (String problem : entry.getValue()) {
        lines.append("\n  ").append(entry.getKey()).append(problem);
        count++;
      }
    }
    if (count > 0) {
      throw new UserException(
          ExitCode.USAGE,
          (count == 1
                  ? "The settings have a problem:"
                  : "The settings have " + count + " problems:")
              + lines);
    }
  }

  private void add(String key, String text) {
    byKey.computeIfAbsent(key, any -> new TreeSet<>()).add(text);
  }

  private static String shown(String key, ConfigValue value) {
    if (Secrets.concerns(key)) {
      return Secrets.REDACTED;
    }
    String text = value.render(ConfigRenderOptions.concise());
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
  }

  private static String where(ConfigValue value) {
    if (value == null) {
      return " (default)";
    }
    ConfigOrigin origin = value.origin();
    if (origin.filename() != null && origin.lineNumber() > 0) {
      return " (" + origin.filename() + ":" + origin.lineNumber() + ")";
    }
    return " (" + origin.description().replaceFirst(": (\\d+)$", ":$1") + ")";
  }
}
