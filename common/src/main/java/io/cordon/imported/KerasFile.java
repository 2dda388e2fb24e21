package io.cordon.imported;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cordon.imported.InputForm.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Keras model as {@code model.save("x.h5")} writes it: its configuration is JSON in an attribute,
 * its weights are arrays in groups that have the layers' names.
 */
final class KerasFile {
  private static final String CONFIGURATION = "model_config";
  private static final String WEIGHTS = "model_weights";

  private KerasFile() {}

  /**
   * Reads a file.
   *
   * @throws UnsuitableException where it holds no network that Cordon can take
   */
  @SuppressWarnings("SynchronizationOnClass") // the HDF5 library is for one thread
  static NetworkSource read(Path path) throws IOException {
    synchronized (Hdf5File.class) {
      try (Hdf5File file = new Hdf5File(path)) {
        String configuration =
            file.text(CONFIGURATION)
                .orElseThrow(
                    () ->
                        new UnsuitableException(
                            "holds no "
                                + CONFIGURATION
                                + ": save the whole model, not its weights alone"));
        return source(new JsonMapper().readTree(configuration), file);
      } catch (UnsuitableException told) {
        throw told;
      } catch (RuntimeException problem) {
        // What the library throws has no type of its own.
        throw new UnsuitableException(
            "cannot be read by the HDF5 library: it is damaged or cut off", problem);
      }
    }
  }

  private static NetworkSource source(JsonNode model, Hdf5File file) {
    JsonNode config = model.path("config");
    JsonNode layers = config.isArray() ? config : config.path("layers");
    String kind = model.path("class_name").asText();
    boolean chain = List.of("Model", "Functional").contains(kind);
    if (!chain && !kind.equals("Sequential") || !layers.isArray() || layers.isEmpty()) {
      throw new UnsuitableException(
          "holds a \"" + kind + "\": only Sequential, or Functional of one chain, is read");
    }
    List<FileLayer> found = new ArrayList<>();
    String previous = null;
    for (JsonNode layer : layers) {
      String name = layer.path("config").path("name").asText();
      if (chain && previous != null) {
        requireFollows(layer, previous);
      }
      previous = name;
      String type = layer.path("class_name").asText();
      if (!type.equals("InputLayer")) {
        Map<String, Hdf5File.Weights> weights = file.weights(WEIGHTS, name);
        found.add(
            new FileLayer(
                name + " (" + type + ")",
                builder -> KerasLayers.add(type, layer.path("config"), weights, builder)));
      }
    }
    return new NetworkSource(form(layers.path(0).path("config")), () -> found);
  }

  /** Every layer must take what the one before it gives, and nothing else. */
  private static void requireFollows(JsonNode layer, String previous) {
    JsonNode nodes = layer.path("inbound_nodes");
    boolean one = nodes.size() == 1 && nodes.path(0).size() == 1;
    if (!one || !nodes.path(0).path(0).path(0).asText().equals(previous)) {
      throw new UnsuitableException(
          "has layer "
              + layer.path("config").path("name").asText()
              + ", which does not take the output of "
              + previous
              + " alone: only one chain of layers, as Keras 2 writes it, is read");
    }
  }

  private static InputForm form(JsonNode first) {
    JsonNode shape =
        first.has("batch_input_shape")
            ? first.path("batch_input_shape")
            : first.path("batch_shape");
    return switch (shape.size()) {
      case 2 -> new InputForm(Kind.ROW, 1, 1, shape.path(1).asInt());
      case 3 -> new InputForm(Kind.SEQUENCE, 1, shape.path(1).asInt(), shape.path(2).asInt());
      case 4 ->
          new InputForm(
              Kind.IMAGE, shape.path(1).asInt(), shape.path(2).asInt(), shape.path(3).asInt());
      default ->
          throw new UnsuitableException(
              "does not say what comes in (batch_input_shape of 2, 3 or 4 sides)");
    };
  }
}
