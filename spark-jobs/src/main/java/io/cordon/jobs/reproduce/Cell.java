package io.cordon.jobs.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cordon.error.ExitCode;
import io.cordon.jobs.reproduce.Protocol.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one run of one method gave: the unit that a killed job keeps.
 *
 * @param settings fingerprint of the settings, so that a cell of other settings counts for nothing
 * @param trained figures of the trained detector
 * @param control figures of the untrained one
 * @param seconds wall seconds of training and scoring
 * @param failure why there are no figures; empty where there are
 * @param exitCode what a run that ended this way would exit with; 0 where there are figures
 */
public record Cell(
    String settings,
    Map<Figure, Double> trained,
    Map<Figure, Double> control,
    double seconds,
    String failure,
    int exitCode) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Cell {
    trained = new TreeMap<>(trained);
    control = new TreeMap<>(control);
  }

  /** A run that gave figures. */
  static Cell measured(
      String settings, Map<Figure, Double> trained, Map<Figure, Double> control, double seconds) {
    return new Cell(settings, trained, control, seconds, "", ExitCode.OK.code());
  }

  /** A run that failed. */
  public static Cell failed(String settings, String failure, ExitCode exitCode) {
    return new Cell(settings, Map.of(), Map.of(), 0, failure, exitCode.code());
  }

  /** The mean of runs that gave figures, as one run; its seconds are theirs together. */
  static Cell mean(List<Cell> cells) {
    return measured(
        "",
        means(cells.stream().map(Cell::trained).toList()),
        means(cells.stream().map(Cell::control).toList()),
        cells.stream().mapToDouble(Cell::seconds).sum());
  }

  private static Map<Figure, Double> means(List<Map<Figure, Double>> runs) {
    Map<Figure, Double> means = new TreeMap<>();
    for (Figure figure : runs.get(0).keySet()) {
      means.put(figure, runs.stream().mapToDouble(run -> run.get(figure)).average().orElseThrow());
    }
    return means;
  }

  /** Whether the run gave figures. */
  public boolean succeeded() {
    return failure.isEmpty();
  }

  /** As a file holds it. */
  public String json() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException(problem);
    }
  }

  /** A cell that succeeded with the same settings; empty for any other file. */
  public static Optional<Cell> finished(String json, String settings) {
    try {
      Cell cell = JSON.readValue(json, Cell.class);
      return cell.settings().equals(settings) && cell.succeeded()
          ? Optional.of(cell)
          : Optional.empty();
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  /** A line for people. */
  public String summary() {
    return succeeded() ? trained + String.format(" in %.1f s", seconds) : failure;
  }

  double figure(Figure figure, boolean ofControl) {
    return (ofControl ? control : trained).get(figure);
  }
}
