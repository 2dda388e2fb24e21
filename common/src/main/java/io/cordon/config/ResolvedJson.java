package io.cordon.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Resolved settings as canonical JSON: the same settings give the same text, however they were
 * written.
 */
final class ResolvedJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private ResolvedJson() {}

  /**
   * The given paths of the resolved tree as compact JSON with sorted keys; the whole tree where
   * there are no paths.
   */
  static String of(ConfigObject user, ConfigObject reference, String... paths) {
    SortedMap<String, Object> tree = group(user, reference);
    SortedMap<String, Object> chosen = paths.length == 0 ? tree : new TreeMap<>();
    for (String path : paths) {
      copy(tree, chosen, ConfigUtil.splitPath(path));
    }
    try {
      return JSON.writeValueAsString(chosen);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts, numbers and flags did not become JSON", impossible);
    }
  }

  private static SortedMap<String, Object> group(ConfigObject user, ConfigObject reference) {
    SortedMap<String, Object> group = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry :
        (reference.isEmpty() ? user : reference).entrySet()) {
      String key = entry.getKey();
      ConfigValue value = user.getOrDefault(key, entry.getValue());
      Object resolved =
          entry.getValue() instanceof ConfigObject inner
              ? group(
                  value instanceof ConfigObject set ? set : inner,
                  reference.isEmpty() ? reference : inner)
              : leaf(value, entry.getValue());
      group.put(key, Secrets.concerns(key) && !isUnset(resolved) ? Secrets.REDACTED : resolved);
    }
    return group;
  }

  /**
   * The value in the reference's type, so that "5" and 5, or a text and a list of one text, do not
   * tell two equal runs apart.
   */
  private static Object leaf(ConfigValue value, ConfigValue reference) {
    Optional<?> resolved =
        switch (reference.valueType()) {
          case NUMBER -> Scalars.number(value).map(ResolvedJson::canonical);
          case BOOLEAN -> Scalars.flag(value);
          case LIST -> Scalars.texts(value);
          case NULL -> Scalars.text(value).filter(text -> !text.isEmpty());
          case STRING -> Scalars.text(value);
          case OBJECT -> Optional.empty();
        };
    // A wrong value that nobody read, and null, stay as they are.
    return resolved.isPresent() || reference.valueType() == ConfigValueType.NULL
        ? resolved.orElse(null)
        : value.unwrapped();
  }

  private static Object canonical(BigDecimal number) {
    double rounded = number.doubleValue();
    boolean whole = Math.abs(rounded) < 1e19 && number.stripTrailingZeros().scale() <= 0;
    return whole ? number.toBigInteger() : (Object) rounded;
  }

  private static boolean isUnset(Object resolved) {
    return resolved == null
        || resolved.equals("")
        || resolved.equals(Map.of())
        || resolved.equals(List.of());
  }

  @SuppressWarnings("unchecked")
  private static void copy(Map<String, Object> from, Map<String, Object> to, List<String> path) {
    String key = path.get(0);
    if (!from.containsKey(key)) {
      throw new IllegalArgumentException("the reference lists no key " + key);
    }
    if (path.size() == 1) {
      to.put(key, from.get(key));
    } else {
      Map<String, Object> inner =
          (Map<String, Object>) to.computeIfAbsent(key, any -> new TreeMap<String, Object>());
      copy((Map<String, Object>) from.get(key), inner, path.subList(1, path.size()));
    }
  }
}
