package io.cordon.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a value of a configuration says, read as a type; empty where it does not say such a thing.
 */
final class Scalars {

  private Scalars() {}

  /** Text; a number or a flag counts as the text that it was written as. */
  static Optional<String> text(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> Optional.of(value.atKey("value").getString("value"));
      case NULL, LIST, OBJECT -> Optional.empty();
    };
  }

  /** Texts; a single one counts as a list of one. */
  static Optional<List<String>> texts(ConfigValue value) {
    if (!(value instanceof ConfigList list)) {
      return text(value).map(List::of);
    }
    List<String> texts = new ArrayList<>();
    for (ConfigValue element : list) {
      text(element).ifPresent(texts::add);
    }
    return texts.size() == list.size() ? Optional.of(List.copyOf(texts)) : Optional.empty();
  }

  /**
   * A number, exactly as written; text that spells a number counts, as an environment variable can
   * give nothing else.
   */
  static Optional<BigDecimal> number(ConfigValue value) {
    if (value.valueType() != ConfigValueType.NUMBER
        && value.valueType() != ConfigValueType.STRING) {
      return Optional.empty();
    }
    try {
      return text(value).map(String::strip).map(BigDecimal::new);
    } catch (NumberFormatException notNumeric) {
      return Optional.empty();
    }
  }

  /** A whole number that fits 64 bits; 1e3 is one, 0.5 is not. */
  static Optional<Long> wholeNumber(ConfigValue value) {
    // The scale is looked at first: making a whole number of 1e999999999 would take all memory.
    return number(value)
        .filter(number -> Math.abs((long) number.scale()) < 400)
        .flatMap(Scalars::exactLong);
  }

  /** Whole numbers from {@code min} to {@code max}; a single one counts as a list of one. */
  static Optional<List<Integer>> integers(ConfigValue value, int min, int max) {
    List<ConfigValue> elements = value instanceof ConfigList list ? list : List.of(value);
    List<Integer> integers = new ArrayList<>();
    for (ConfigValue element : elements) {
      wholeNumber(element)
          .filter(number -> number >= min && number <= max)
          .ifPresent(number -> integers.add(number.intValue()));
    }
    return integers.size() == elements.size()
        ? Optional.of(List.copyOf(integers))
        : Optional.empty();
  }

  static Optional<Boolean> flag(ConfigValue value) {
    return switch (text(value).orElse("")) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Texts by key; keys of nested groups are joined by dots, null removes a key. */
  static Optional<SortedMap<String, String>> map(ConfigValue value) {
    SortedMap<String, String> map = new TreeMap<>();
    return value instanceof ConfigObject group && flatten(group, "", map)
        ? Optional.of(map)
        : Optional.empty();
  }

  private static boolean flatten(ConfigObject group, String prefix, SortedMap<String, String> map) {
    boolean sound = true;
    for (Map.Entry<String, ConfigValue> entry : group.entrySet()) {
      String key = prefix + entry.getKey();
      if (entry.getValue() instanceof ConfigObject inner) {
        sound &= flatten(inner, key + ".", map);
      } else if (entry.getValue().valueType() != ConfigValueType.NULL) {
        Optional<String> text = text(entry.getValue());
        text.ifPresent(found -> map.put(key, found));
        sound &= text.isPresent();
      }
    }
    return sound;
  }

  private static Optional<Long> exactLong(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException notWhole) {
      return Optional.empty();
    }
  }
}
