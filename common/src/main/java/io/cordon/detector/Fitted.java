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
public record Fitted(
    int width,
    SortedMap<String, float[]> vectors,
    SortedMap<String, Double> constants,
    List<String> warnings) {

  public Fitted {
    vectors = new TreeMap<>(vectors);
    constants = new TreeMap<>(constants);
    warnings = List.copyOf(warnings);
  }

  private static final String UNTRAINED = "untrained.";

  /**
   * This together with the untrained control, whose vectors and constants are kept beside the
   * trained ones.
   */
  public Fitted withControl(Fitted control) {
    TreeMap<String, float[]> allVectors = new TreeMap<>(vectors);
    control.vectors().forEach((name, vector) -> allVectors.put(UNTRAINED + name, vector));
    TreeMap<String, Double> allConstants = new TreeMap<>(constants);
    control.constants().forEach((name, constant) -> allConstants.put(UNTRAINED + name, constant));
    return new Fitted(width, allVectors, allConstants, warnings);
  }

  /** The untrained control that {@link #withControl} put in. */
  public Fitted control() {
    TreeMap<String, float[]> controlVectors = new TreeMap<>();
    vectors
        .tailMap(UNTRAINED)
        .forEach((name, vector) -> takeUntrained(name, vector, controlVectors));
    TreeMap<String, Double> controlConstants = new TreeMap<>();
    constants
        .tailMap(UNTRAINED)
        .forEach((name, constant) -> takeUntrained(name, constant, controlConstants));
    return new Fitted(width, controlVectors, controlConstants, List.of());
  }

  private static <T> void takeUntrained(String name, T value, TreeMap<String, T> control) {
    if (name.startsWith(UNTRAINED)) {
      control.put(name.substring(UNTRAINED.length()), value);
    }
  }
}
