package io.cordon.spark.publish;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * What a commit of Cordon says of itself in the log of a table that has one.
 *
 * @param cordonRun name of the run, which no other run has
 * @param entry what the ledger will say
 */
@JsonPropertyOrder({"cordonRun", "entry"})
public record DayCommit(String cordonRun, LedgerEntry entry) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line of JSON. */
  public String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads what a commit says; empty where it is another's. */
  public static Optional<DayCommit> of(String text) {
    if (text == null || !text.startsWith("{\"cordonRun\":")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(text, DayCommit.class));
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }
}
