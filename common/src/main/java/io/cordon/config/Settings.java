package io.cordon.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A run's settings: the user's where set, else the reference's. Reading a setting that is wrong
 * notes the problem and goes on with the reference's value, so that {@link #finish} can tell of all
 * problems at once. Keys are paths such as {@code training.rounds}, relative to the view.
 */
public final class Settings {
  private static final String REFERENCE = "io/cordon/reference.conf";

  private final ConfigObject user;
  private final ConfigObject reference;
  private final Problems problems;
  private final List<String> prefix;

  private Settings(
      ConfigObject user, ConfigObject reference, Problems problems, List<String> prefix) {
    this.user = user;
    this.reference = reference;
    this.problems = problems;
    this.prefix = prefix;
  }

  /**
   * Reads settings and notes every key that the reference does not list.
   *
   * @param user what the user set and nothing else (no system properties): the file, and over it
   *     what was set on the command line
   * @param reference every key with its default; an empty group takes any keys
   * @throws UserException (usage) where a substitution in the user's settings names nothing
   */
  public static Settings load(Config user, Config reference) {
    Problems problems = new Problems();
    ConfigObject set = resolved(user);
    ConfigObject known = reference.resolve().root();
    new KnownKeys(known).check(set, problems);
    return new Settings(set, known, problems, List.of());
  }

  /** Every key of Cordon with its default. */
  public static Config reference() {
    return ConfigFactory.parseResources(
        Settings.class.getClassLoader(),
        REFERENCE,
        ConfigParseOptions.defaults().setAllowMissing(false));
  }

  /** The settings of one group; problems are shared. */
  public Settings at(String group) {
    if (!(known(group) instanceof ConfigObject)) {
      throw new IllegalArgumentException(path(group) + " is not a group in the reference");
    }
    return new Settings(user, reference, problems, split(group));
  }

  /** Text; a number counts as it was written. */
  public String text(String key) {
    return read(key, "text", Scalars::text);
  }

  /** Text, or empty where it is null or "". */
  public Optional<String> optionalText(String key) {
    return read(
        key,
        "text or null",
        value ->
            value.valueType() == ConfigValueType.NULL
                ? Optional.of(Optional.empty())
                : Scalars.text(value)
                    .map(text -> Optional.of(text).filter(some -> !some.isEmpty())));
  }

  /** A list of texts; a single text counts as a list of one. */
  public List<String> texts(String key) {
    return read(key, "a list of texts", Scalars::texts);
  }

  /**
   * A list of whole numbers from {@code min} to {@code max}; a single number counts as a list of
   * one.
   */
  public List<Integer> integers(String key, int min, int max) {
    return read(
        key,
        "a list of whole numbers from " + min + " to " + max,
        value -> Scalars.integers(value, min, max));
  }

  /** A whole number from {@code min} to {@code max}, both allowed. */
  public int integer(String key, int min, int max) {
    return (int) wholeNumber(key, min, max);
  }

  /** Any whole number of 64 bits. */
  public long wholeNumber(String key) {
    return read(key, "a whole number of 64 bits", Scalars::wholeNumber);
  }

  /** A whole number of 64 bits from {@code min} to {@code max}, both allowed. */
  public long wholeNumber(String key, long min, long max) {
    return read(
        key,
        "a whole number from " + min + " to " + max,
        value -> Scalars.wholeNumber(value).filter(number -> number >= min && number <= max));
  }

  /** A finite number in a range. */
  public double number(String key, Range range) {
    return read(
        key,
        range.toString(),
        value -> Scalars.number(value).map(Number::doubleValue).filter(range::contains));
  }

  /** true or false; yes, on, no and off count too. */
  public boolean flag(String key) {
    return read(key, "true or false", Scalars::flag);
  }

  /** One of the constants, written in kebab case: {@code LEAKY_RELU} as leaky-relu. */
  public <E extends Enum<E>> E oneOf(String key, Class<E> constants) {
    List<String> names = Arrays.stream(constants.getEnumConstants()).map(Settings::kebab).toList();
    return constants.getEnumConstants()[names.indexOf(oneOf(key, names))];
  }

  /** One of the texts. */
  public String oneOf(String key, List<String> allowed) {
    return read(
        key,
        "one of " + String.join(", ", allowed),
        value -> Scalars.text(value).filter(allowed::contains));
  }

  /** A group of any keys, as texts; keys of nested groups are joined by dots. */
  public SortedMap<String, String> map(String key) {
    return read(key, "a group of keys with one text, number or flag each", Scalars::map);
  }

  /** Whether the user set this key, rather than leaving it to the reference. */
  public boolean isSet(String key) {
    known(key);
    return find(user, split(key)) != null;
  }

  /** Notes a problem that only the caller can see, such as one between two keys. */
  public void problem(String key, String message) {
    problems.say(path(key), find(user, split(key)), message);
  }

  /**
   * Ends the reading.
   *
   * @throws UserException (usage) that lists every problem so far, one a line, by key
   */
  public void finish() {
    problems.finish();
  }

  /**
   * The resolved settings under these keys, or all of this view, as compact JSON with sorted keys;
   * secrets are redacted. For sound settings only.
   */
  public String resolvedJson(String... roots) {
    return ResolvedJson.of(group(user), group(reference), roots);
  }

  private static ConfigObject resolved(Config user) {
    try {
      return user.resolve().root();
    } catch (ConfigException.UnresolvedSubstitution problem) {
      throw new UserException(
          ExitCode.USAGE,
          "Every substitution in the settings must name a key or an environment variable: "
              + problem.getMessage(),
          problem);
    }
  }

  private <T> T read(String key, String allowed, Function<ConfigValue, Optional<T>> reader) {
    ConfigValue standard = known(key);
    ConfigValue set = find(user, split(key));
    if (set != null) {
      Optional<T> value = reader.apply(set);
      if (value.isPresent()) {
        return value.get();
      }
      problems.found(path(key), set, allowed);
    }
    return reader
        .apply(standard)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the reference itself must give " + path(key) + " as " + allowed));
  }

  private ConfigValue known(String key) {
    ConfigValue value = find(reference, split(key));
    if (value == null) {
      throw new IllegalArgumentException("the reference lists no key " + path(key));
    }
    return value;
  }

  private ConfigObject group(ConfigObject root) {
    return find(root, prefix) instanceof ConfigObject group ? group : ConfigFactory.empty().root();
  }

  private List<String> split(String key) {
    List<String> path = new ArrayList<>(prefix);
    path.addAll(ConfigUtil.splitPath(key));
    return path;
  }

  private String path(String key) {
    return ConfigUtil.joinPath(split(key));
  }

  private static ConfigValue find(ConfigValue root, List<String> path) {
    ConfigValue value = root;
    for (String name : path) {
      value = value instanceof ConfigObject group ? group.get(name) : null;
    }
    return value;
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
