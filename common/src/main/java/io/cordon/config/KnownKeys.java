package io.cordon.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys that the reference lists, against which the user's are checked. An empty group of the
 * reference takes any keys.
 */
final class KnownKeys {
  private final ConfigObject reference;
  private final List<String> leaves = new ArrayList<>();

  KnownKeys(ConfigObject reference) {
    this.reference = reference;
    collect(reference, List.of());
  }

  /**
   * Tells of every key of the user's that the reference does not list, and of groups and values in
   * each other's place.
   */
  void check(ConfigObject user, Problems problems) {
    check(user, reference, List.of(), problems);
  }

  /** The known key that is most like an unknown one, if any is like it. */
  Optional<String> nearest(String unknown) {
    String best = null;
    int bestCost = Math.max(2, unknown.length() / 3) + 1;
    int bestDistance = Integer.MAX_VALUE;
    for (String known : leaves) {
      int distance = distance(unknown, known);
      // The right name in the wrong group is a near miss, however different the groups.
      int cost = Math.min(distance, distance(lastName(unknown), lastName(known)) + 1);
      if (cost < bestCost || (cost == bestCost && best != null && distance < bestDistance)) {
        best = known;
        bestCost = cost;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private void check(ConfigObject user, ConfigObject known, List<String> path, Problems problems) {
    for (Map.Entry<String, ConfigValue> entry : user.entrySet()) {
      List<String> here = append(path, entry.getKey());
      ConfigValue value = entry.getValue();
      ConfigValue expected = known.get(entry.getKey());
      if (expected == null) {
        unknown(value, here, problems);
      } else if (expected instanceof ConfigObject group) {
        if (value instanceof ConfigObject inner) {
          if (!group.isEmpty()) {
            check(inner, group, here, problems);
          }
        } else {
          problems.found(
              ConfigUtil.joinPath(here),
              value,
              group.isEmpty() ? "a group of any keys" : "a group of the keys " + names(group));
        }
      } else if (value instanceof ConfigObject) {
        problems.found(ConfigUtil.joinPath(here), value, "a value, not a group");
      }
    }
  }

  private void unknown(ConfigValue value, List<String> path, Problems problems) {
    if (value instanceof ConfigObject group && !group.isEmpty()) {
      for (Map.Entry<String, ConfigValue> entry : group.entrySet()) {
        unknown(entry.getValue(), append(path, entry.getKey()), problems);
      }
      return;
    }
    String key = ConfigUtil.joinPath(path);
    problems.say(
        key,
        value,
        "there is no such key"
            + nearest(key).map(known -> "; did you mean " + known + "?").orElse(""));
  }

  private void collect(ConfigObject group, List<String> path) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(group).entrySet()) {
      List<String> here = append(path, entry.getKey());
      if (entry.getValue().valueType() == ConfigValueType.OBJECT
          && !((ConfigObject) entry.getValue()).isEmpty()) {
        collect((ConfigObject) entry.getValue(), here);
      } else {
        leaves.add(ConfigUtil.joinPath(here));
      }
    }
  }

  private static String names(ConfigObject group) {
    return String.join(", ", new TreeMap<>(group).keySet());
  }

  private static List<String> append(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }

  private static String lastName(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /**
   * Levenshtein's distance: insertions, deletions and replacements of one character that lead from
   * one text to the other.
   */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[to.length()];
  }
}
