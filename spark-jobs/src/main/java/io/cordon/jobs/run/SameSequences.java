package io.cordon.jobs.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;

/** A model scores sequences only as it was trained on them. */
public final class SameSequences {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SameSequences() {}

  /**
   * Compares the resolved settings of a model with a run's. A model older than sequences is taken
   * as it is.
   *
   * @throws UserException MISMATCH naming the group that differs
   */
  public static void require(String model, String run) {
    JsonNode trained = tree(model).path("sequences");
    JsonNode now = tree(run).path("sequences");
    if (trained.isMissingNode()) {
      return;
    }
    String form = now.path("form").asText();
    if (!trained.path("form").equals(now.path("form"))
        || !trained.path(form).equals(now.path(form))) {
      throw new UserException(
          ExitCode.MISMATCH,
          "Sequences must be made as at training, but the model was trained with %s and sequences is %s: set sequences as it was, or train again"
              .formatted(told(trained), told(now)));
    }
  }

  private static String told(JsonNode sequences) {
    String form = sequences.path("form").asText();
    JsonNode group = sequences.path(form);
    return group.isMissingNode() ? "form " + form : "form " + form + " " + group;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException("resolved settings are JSON", problem);
    }
  }
}
