package io.cordon.jobs.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.reproduce.Protocol.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a protocol as its JSON file holds them, so that programs can read what the tables
 * show.
 *
 * @param protocol its name
 * @param title what it is
 * @param splits by the names of split and method
 */
public record Results(
    String protocol, String title, Map<String, Map<String, MethodResult>> splits) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * What the runs of one method gave, in the order of their seeds.
   *
   * @param row what the table calls the method
   * @param published in the paper's words
   * @param remark what a reader must know; empty where nothing
   * @param trained figures as shares, one a run that succeeded
   * @param control the same of the untrained detector
   * @param seconds wall seconds of training and scoring, one a run that succeeded
   * @param failures why there are no figures, one a run that failed
   */
  public record MethodResult(
      String row,
      Map<Figure, String> published,
      String remark,
      Map<Figure, double[]> trained,
      Map<Figure, double[]> control,
      double[] seconds,
      List<String> failures) {

    Optional<Spread> trained(Figure figure) {
      return Spread.of(trained.getOrDefault(figure, new double[0]));
    }

    Optional<Spread> control(Figure figure) {
      return Spread.of(control.getOrDefault(figure, new double[0]));
    }

    /** Runs that gave figures. */
    int runs() {
      return seconds.length;
    }
  }

  /** As a file holds it. */
  public String json() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param from the file's name, for the message
   * @throws UserException (BAD_DATA) where it is something else
   */
  static Results read(String json, String from) {
    try {
      return JSON.readValue(json, Results.class);
    } catch (JsonProcessingException other) {
      throw new UserException(
          ExitCode.BAD_DATA,
          from
              + " must be a file that reproduce wrote, but it cannot be read as one ("
              + other.getOriginalMessage()
              + "): run reproduce again");
    }
  }
}
