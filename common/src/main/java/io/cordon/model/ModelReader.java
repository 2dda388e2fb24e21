package io.cordon.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.FeaturePlan;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the files of a model that anybody may have put there: every claim is checked before it is
 * acted on, and nothing but numbers and texts is made of it.
 */
final class ModelReader {
  static final long LONGEST_DOCUMENT = 64L << 20;
  private static final int JAVA_SERIALISATION = 0xACED;

  private final Folder folder;

  ModelReader(Folder folder) {
    this.folder = folder;
  }

  Model read() {
    try {
      JsonNode tree = tree(document());
      requireFormat(tree);
      requireKnownFiles();
      requireSections(tree);
      ModelDocument document = convert(tree, ModelDocument.class, "");
      Optional<FeaturePlan> plan =
          document.features().isNull()
              ? Optional.empty()
              : Optional.of(convert(document.features(), FeaturePlan.class, "features."));
      Optional<ProfileSection> profiles =
          document.profiles() == null || document.profiles().isNull()
              ? Optional.empty()
              : Optional.of(convert(document.profiles(), ProfileSection.class, "profiles."));
      document.parameters().requireFits(folder.size(ModelFiles.PARAMETERS));
      return document.model(plan, profiles, parameters(document.parameters()));
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE, "The model in " + folder + " could not be read: " + problem, problem);
    } catch (ParameterFile.DamagedException problem) {
      throw damaged(problem.getMessage(), problem);
    } catch (IllegalArgumentException problem) {
      throw damaged(problem.getMessage(), problem);
    }
  }

  private byte[] document() throws IOException {
    requirePresent(ModelFiles.DOCUMENT);
    long size = folder.size(ModelFiles.DOCUMENT);
    if (size > LONGEST_DOCUMENT) {
      throw damaged(
          "model.json has " + size + " bytes, more than the " + LONGEST_DOCUMENT + " that are read",
          null);
    }
    try (InputStream in = folder.open(ModelFiles.DOCUMENT)) {
      byte[] bytes = in.readNBytes((int) LONGEST_DOCUMENT);
      if (bytes.length >= 2 && ((bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF) == JAVA_SERIALISATION) {
        throw damaged("model.json is a serialised Java object, which is never read", null);
      }
      return bytes;
    }
  }

  private JsonNode tree(byte[] document) throws IOException {
    try {
      return ModelJson.MAPPER.readTree(document);
    } catch (StreamConstraintsException problem) {
      throw damaged(
          "model.json is nested deeper than "
              + ModelJson.DEEPEST
              + " or holds a text or number that is too long",
          problem);
    } catch (JsonProcessingException problem) {
      throw damaged(
          "model.json is not JSON: " + problem.getOriginalMessage() + where(problem), problem);
    }
  }

  private void requireFormat(JsonNode tree) {
    if (!ModelDocument.FORMAT.equals(tree.path("format").asText())) {
      throw unfit("model.json does not call itself a " + ModelDocument.FORMAT, null);
    }
    JsonNode version = tree.path("formatVersion");
    if (!version.isIntegralNumber() || version.asLong() < 1) {
      throw damaged("model.json names no format version", null);
    }
    if (!version.canConvertToInt() || version.asInt() > ModelDocument.VERSION) {
      throw unfit(
          "its format version is "
              + version.asText()
              + ", and this release reads versions up to "
              + ModelDocument.VERSION
              + ": use a newer release",
          null);
    }
  }

  /** What a later version added is in no earlier one; that it is absent there is no damage. */
  private void requireSections(JsonNode tree) {
    int version = tree.path("formatVersion").asInt();
    if (version < ModelDocument.WITH_VECTORS && tree.path("features") instanceof ObjectNode plan) {
      if (plan.has(ModelDocument.VECTORS)) {
        throw damaged("model.json holds vectors, which its format version does not have", null);
      }
      plan.putArray(ModelDocument.VECTORS);
    }
    if (version == ModelDocument.WITH_VECTORS && !tree.has(ModelDocument.PROFILES)) {
      ((ObjectNode) tree).putNull(ModelDocument.PROFILES);
      return;
    }
    if (version < ModelDocument.PROFILED) {
      if (tree.has(ModelDocument.PROFILES)) {
        throw damaged("model.json holds profiles, which its format version does not have", null);
      }
      ((ObjectNode) tree).putNull(ModelDocument.PROFILES);
    } else if (tree.path(ModelDocument.PROFILES).isNull()) {
      throw damaged("model.json holds no profiles, which its format version has", null);
    }
  }

  /**
   * A file that this release does not know may change what the model means. Dot-files are storage's
   * own, such as Hadoop's checksums.
   */
  private void requireKnownFiles() throws IOException {
    requirePresent(ModelFiles.PARAMETERS);
    for (String name : folder.names()) {
      boolean known =
          name.equals(ModelFiles.DOCUMENT)
              || name.equals(ModelFiles.PARAMETERS)
              || name.equals("pipeline")
              || name.startsWith(".");
      if (!known) {
        throw unfit("its folder holds " + name + ", which is no part of a model: remove it", null);
      }
    }
  }

  private void requirePresent(String name) throws IOException {
    if (!folder.names().contains(name)) {
      throw new UserException(
          ExitCode.STORAGE, "A model's folder must hold " + name + ", but " + folder + " does not");
    }
  }

  private <T> T convert(JsonNode tree, Class<T> type, String prefix) {
    try {
      return ModelJson.MAPPER.treeToValue(tree, type);
    } catch (UnrecognizedPropertyException problem) {
      throw unfit(
          "model.json holds the key "
              + prefix
              + path(problem)
              + ", which this release does not know",
          problem);
    } catch (JsonMappingException problem) {
      String reason =
          problem.getCause() instanceof IllegalArgumentException cause
              ? cause.getMessage()
              : "a value is missing or of another type";
      throw damaged(
          "model.json is not sound at "
              + (prefix + path(problem)).replaceFirst("\\.$", "")
              + ": "
              + reason,
          problem);
    } catch (JsonProcessingException problem) {
      throw damaged("model.json is not sound: " + problem.getOriginalMessage(), problem);
    }
  }

  private TreeMap<String, float[]> parameters(ParameterTable table)
      throws IOException, ParameterFile.DamagedException {
    try (InputStream in = folder.open(ModelFiles.PARAMETERS)) {
      return ParameterFile.read(table, in);
    }
  }

  private static String path(JsonMappingException problem) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : problem.getPath()) {
      path.append(
          step.getFieldName() == null
              ? "[" + step.getIndex() + "]"
              : (path.isEmpty() ? "" : ".") + step.getFieldName());
    }
    return path.toString();
  }

  private static String where(JsonProcessingException problem) {
    return problem.getLocation() == null ? "" : " in line " + problem.getLocation().getLineNr();
  }

  private UserException damaged(String found, Throwable cause) {
    return new UserException(
        ExitCode.STORAGE,
        "The model in "
            + folder
            + " is damaged, "
            + found
            + ": restore it from a copy or train again",
        cause);
  }

  private UserException unfit(String found, Throwable cause) {
    return new UserException(
        ExitCode.MISMATCH,
        "The model in " + folder + " does not fit this release: " + found,
        cause);
  }
}
