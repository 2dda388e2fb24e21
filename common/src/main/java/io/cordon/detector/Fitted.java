package io.cordon.detector;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a detector learned, as plain data: the model file holds exactly this.
 *
 * @param width features a row
 * @param vectors named flat vectors of parameters
 * @param constants named numbers that are not averaged, such as the margin r
 * @param warnings what a user should know about this training, such as a collapse that was stopped
 */
public record Fitted(int width, SortedMap<String, float[]> vectors, SortedMap<String, Double> constants, List<String> warnings) {

  public Fitted {
    vectors = new TreeMap<>(vectors);
    constants = new TreeMap<>(constants);
    warnings = List.copyOf(warnings);
  }
}
