package io.cordon.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One text for one JSON object: compact, keys sorted, numbers as Java prints them. */
final class CanonicalJson {

  private CanonicalJson() {}

  /**
   * The canonical text of an object.
   *
   * @throws IllegalArgumentException where the text is no JSON object or holds a number beyond
   *     double
   */
  static String of(String text) {
    try {
      JsonNode tree = ModelJson.MAPPER.readTree(text);
      if (tree == null || !tree.isObject()) {
        throw new IllegalArgumentException("settings must be a JSON object, unlike " + text);
      }
      return ModelJson.MAPPER.writeValueAsString(plain(tree));
    } catch (JsonProcessingException problem) {
      throw new IllegalArgumentException(
          "settings must be a JSON object: " + problem.getOriginalMessage(), problem);
    }
  }

  /** The tree as maps with sorted keys, lists and scalars. */
  static Object plain(JsonNode node) {
    if (node.isObject()) {
      SortedMap<String, Object> map = new TreeMap<>();
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        map.put(name, plain(node.get(name)));
      }
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonNode element : node) {
        list.add(plain(element));
      }
      return list;
    }
    if (node.isDouble() && !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException("settings must hold finite numbers");
    }
    return node;
  }
}
