package io.cordon.imported;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.imported.InputForm.Kind;
import java.util.ArrayList;
import java.util.List;

/** The configuration of a MultiLayerNetwork: its layers, and what stands before them. */
final class Dl4jConfiguration {
  private Dl4jConfiguration() {}

  static NetworkSource of(JsonNode tree, float[] coefficients) {
    JsonNode confs = tree.path("confs");
    if (!confs.isArray() || confs.isEmpty()) {
      throw new UnsuitableException(
          tree.has("vertices")
              ? "holds a ComputationGraph: only a MultiLayerNetwork is read"
              : "lists no layers");
    }
    return new NetworkSource(
        form(tree, layer(confs.get(0))), () -> layers(tree, new Dl4jLayers(coefficients)));
  }

  private static List<FileLayer> layers(JsonNode tree, Dl4jLayers layers) {
    JsonNode confs = tree.path("confs");
    List<FileLayer> found = new ArrayList<>();
    for (int index = 0; index < confs.size(); index++) {
      JsonNode layer = layer(confs.get(index));
      JsonNode before = tree.path("inputPreProcessors").path(String.valueOf(index));
      String kind = simpleName(layer);
      String name = layer.path("layerName").asText("number " + (index + 1)) + " (" + kind + ")";
      found.add(
          new FileLayer(
              name,
              builder -> {
                if (before.isObject()) {
                  layers.addBefore(before, builder);
                }
                layers.add(layer, builder);
              }));
    }
    return found;
  }

  /** A layer's settings; those of a frozen one are the inner one's. */
  private static JsonNode layer(JsonNode conf) {
    JsonNode layer = conf.path("layer");
    return simpleName(layer).equals("FrozenLayer") ? layer.path("layer") : layer;
  }

  /** What a class id of DL4J names, without its package. */
  static String simpleName(JsonNode node) {
    String name = node.path("@class").asText();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static InputForm form(JsonNode tree, JsonNode first) {
    JsonNode before = tree.path("inputPreProcessors").path("0");
    int channels = first.path("nin").asInt();
    return switch (simpleName(first)) {
      case "ConvolutionLayer", "SubsamplingLayer", "Upsampling2D" ->
          new InputForm(
              Kind.IMAGE,
              before.path("inputHeight").asInt(),
              before.path("inputWidth").asInt(),
              before.path("numChannels").asInt(channels));
      case "LSTM" -> new InputForm(Kind.SEQUENCE, 1, 0, channels);
      case "LastTimeStep" ->
          new InputForm(Kind.SEQUENCE, 1, 0, first.path("underlying").path("nin").asInt());
      default -> new InputForm(Kind.ROW, 1, 1, channels);
    };
  }
}
