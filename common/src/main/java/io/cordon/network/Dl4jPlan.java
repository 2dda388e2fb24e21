package io.cordon.network;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Prototypes;
import io.cordon.layer.Repeat;
import io.cordon.layer.Reshape;
import io.cordon.layer.Shape;
import io.cordon.layer.TransposedConvolution;
import io.cordon.layer.UpSampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * An architecture laid out as a network of DL4J: its layers, what stands between them, and where
 * the layers are that need something of us at every pass.
 */
final class Dl4jPlan {
  private final NeuralNetConfiguration.ListBuilder list =
      new NeuralNetConfiguration.Builder()
          .dataType(DataType.FLOAT)
          .updater(new NoOp())
          .trainingWorkspaceMode(WorkspaceMode.NONE)
          .inferenceWorkspaceMode(WorkspaceMode.NONE)
          .list();
  private final SplittableRandom random;
  private final List<Dl4jMoments> moments = new ArrayList<>();
  private Dl4jMask mask;
  private long[] dimensions;
  private boolean turned;
  private int count;
  private int at;

  /**
   * Lays a network out.
   *
   * @param random where dropout takes its masks from; null where it does not draw
   * @throws UserException where DL4J cannot do what a layer asks for
   */
  Dl4jPlan(Architecture architecture, SplittableRandom random) {
    this.random = random;
    dimensions = new long[] {architecture.inputs()};
    List<Shape> shapes = architecture.shapes();
    for (int index = 0; index < architecture.layers().size(); index++) {
      Layer layer = architecture.layers().get(index);
      if (!(layer instanceof Reshape)) {
        add(layer, shapes.get(index));
      }
      at += layer.parameterCount(shapes.get(index));
    }
    // DL4J needs a layer, and a sequence that is still turned around is turned back before one.
    if (count == 0 || turned) {
      add(Dl4jLayers.only(Activation.LINEAR), new long[] {architecture.outputs()}, false);
    }
  }

  private void add(Layer layer, Shape input) {
    if (layer instanceof Prototypes) {
      throw new UserException(
          ExitCode.USAGE,
          "training.engine = dl4j has no layer of prototypes: take training.engine = native, or set detector.plad.prototypes = 0");
    }
    boolean reversed = layer instanceof Lstm lstm && lstm.reversed();
    if (layer instanceof Lstm lstm && lstm.masked()) {
      checkMask(lstm);
      mask = new Dl4jMask(input);
    }
    add(Dl4jLayers.of(layer, input, random), taken(layer, input), reversed);
    if (layer instanceof BatchNormalisation normalisation) {
      int statistics = at + layer.parameterCount(input) - 2 * input.channels();
      moments.add(new Dl4jMoments(count - 1, statistics, input.channels()));
      list.layer(Dl4jLayers.only(normalisation.activation()));
      count++;
    }
    dimensions = given(layer, layer.output(input));
    turned = reversed && layer instanceof Lstm lstm && lstm.returns() == Lstm.Returns.SEQUENCE;
  }

  private void add(
      org.deeplearning4j.nn.conf.layers.Layer layer, long[] taken, boolean turnsOutput) {
    // DL4J would guess shapes of its own where the first layer has nothing before it.
    if (count == 0 || turned || turnsOutput || !Arrays.equals(dimensions, taken)) {
      list.inputPreProcessor(count, new ReadAs(dimensions, taken, turned, turnsOutput));
    }
    list.layer(layer);
    count++;
    dimensions = taken;
  }

  /**
   * DL4J gives zeros at a masked step, where we keep the state, and takes masked steps into the
   * gradient of the biases: neither matters where nothing comes from behind the last true step.
   */
  private void checkMask(Lstm lstm) {
    if (count > 0 || lstm.reversed() || lstm.returns() == Lstm.Returns.SEQUENCE) {
      throw new UserException(
          ExitCode.USAGE,
          "training.engine = dl4j masks an LSTM only where it is the first layer, goes forward and returns its last state: take training.engine = native");
    }
  }

  private static long[] taken(Layer layer, Shape shape) {
    if (layer instanceof Lstm) {
      return new long[] {shape.width(), shape.channels()};
    }
    if (layer instanceof BatchNormalisation) {
      // All places are rows of channels; DL4J cannot go back through images without a scale.
      return new long[] {shape.channels()};
    }
    boolean image =
        layer instanceof Convolution
            || layer instanceof TransposedConvolution
            || layer instanceof MaxPooling
            || layer instanceof UpSampling;
    return image ? image(shape) : new long[] {shape.size()};
  }

  private static long[] given(Layer layer, Shape shape) {
    boolean steps =
        layer instanceof Repeat
            || layer instanceof Lstm lstm && lstm.returns() == Lstm.Returns.SEQUENCE;
    if (steps) {
      return new long[] {shape.width(), shape.channels()};
    }
    return layer instanceof Lstm ? new long[] {shape.size()} : taken(layer, shape);
  }

  private static long[] image(Shape shape) {
    return new long[] {shape.height(), shape.width(), shape.channels()};
  }

  MultiLayerConfiguration configuration() {
    return list.build();
  }

  /** The layers of batch normalisation. */
  List<Dl4jMoments> moments() {
    return moments;
  }

  /** What the first layer must be told of the rows' padding; empty where it asks for nothing. */
  Optional<Dl4jMask> mask() {
    return Optional.ofNullable(mask);
  }

  /** Dimensions that come out, behind the first. */
  long[] output() {
    return dimensions;
  }
}
