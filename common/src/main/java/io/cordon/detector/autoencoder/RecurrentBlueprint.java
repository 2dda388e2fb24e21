package io.cordon.detector.autoencoder;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Convolution;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.Repeat;
import io.cordon.layer.Reshape;
import io.cordon.layer.Shape;
import io.cordon.objective.Objective;
import io.cordon.objective.TrueStepError;
import java.util.ArrayList;
import java.util.List;

/**
 * An autoencoder of sequences: an LSTM reads, a second one writes in reverse order, and every step
 * has a linear output.
 *
 * <p>Source: paper 001, section 4.5.2; its code of 240 numbers for 20 steps is the sequence of 12
 * units. The reverse order is that of Srivastava et al. 2015 and Malhotra et al. 2016.
 *
 * @param features numbers a step; the row's steps follow from it
 * @param units of both LSTMs
 * @param code what of the first LSTM is the code
 * @param clip the largest norm of a gradient in training, since one through many steps may explode;
 *     0 for none
 */
record RecurrentBlueprint(int features, int units, Code code, float clip) implements Blueprint {
  static final String NAME = "lstm-autoencoder";

  /** What of the first LSTM is the code. */
  enum Code {
    /** The last state, which the second LSTM sees at every step. */
    LAST,
    /** The states of all steps. */
    SEQUENCE
  }

  /** Of the group {@code detector.lstm-autoencoder}. */
  static RecurrentBlueprint from(Settings settings) {
    return new RecurrentBlueprint(
        settings.integer("features", 1, 1 << 16),
        settings.integer("units", 1, 1 << 12),
        settings.oneOf("code", Code.class),
        (float) settings.number("clip", Range.closed(0, 1e9)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Architecture encoder(int width) {
    if (width % features != 0) {
      throw new UserException(
          ExitCode.USAGE,
          "detector."
              + NAME
              + " takes steps of "
              + features
              + " features, but a row has "
              + width
              + " features, which is no whole number of steps: set its features");
    }
    Shape sequence = Shape.sequence(width / features, features);
    return switch (code) {
      case LAST -> new Architecture(sequence, List.of(reader(Lstm.Returns.LAST)));
      case SEQUENCE ->
          new Architecture(
              sequence,
              List.of(
                  reader(Lstm.Returns.SEQUENCE), new Reshape(Shape.row(sequence.width() * units))));
    };
  }

  private Lstm reader(Lstm.Returns returns) {
    return new Lstm(units, returns, false, true);
  }

  @Override
  public Architecture network(int width) {
    Architecture encoder = encoder(width);
    int steps = width / features;
    List<Layer> layers = new ArrayList<>(encoder.layers());
    layers.add(
        switch (code) {
          case LAST -> new Repeat(steps);
          case SEQUENCE -> new Reshape(Shape.sequence(steps, units));
        });
    layers.add(new Lstm(units, Lstm.Returns.SEQUENCE, true, false));
    layers.add(Convolution.perPlace(features, Activation.LINEAR));
    return new Architecture(encoder.input(), layers);
  }

  @Override
  public Objective objective(Architecture network) {
    return new TrueStepError(network.input());
  }
}
