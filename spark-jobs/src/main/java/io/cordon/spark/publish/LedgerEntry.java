package io.cordon.spark.publish;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the ledger says of a published day.
 *
 * @param identity of the run that published it
 * @param counts of that run by name, such as rows
 */
@JsonPropertyOrder({"identity", "counts"})
public record LedgerEntry(RunIdentity identity, Map<String, Long> counts) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public LedgerEntry {
    counts = new LinkedHashMap<>(counts);
  }

  String text() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static LedgerEntry of(String text, Object place) {
    try {
      return JSON.readValue(text, LedgerEntry.class);
    } catch (JsonProcessingException problem) {
      throw new UserException(
          ExitCode.STORAGE,
          "The ledger's entry "
              + place
              + " must be the JSON that Cordon wrote, but cannot be read: remove it, and the day is scored again with --force",
          problem);
    }
  }
}
