package io.cordon.benchmarks;

import io.cordon.config.Settings;
import io.cordon.detector.autoencoder.Autoencoders;
import io.cordon.layer.Architecture;
import io.cordon.layer.LeNet;
import io.cordon.layer.Shape;
import io.cordon.network.Engine;
import io.cordon.objective.Objective;
import io.cordon.objective.OneClassHinge;
import io.cordon.objective.SquaredError;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.training.LocalTraining;
import io.cordon.training.Optimiser;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One of the networks of images and sequences, trained exactly as a shard is. The peer in Python
 * builds the same.
 */
final class NetworkTrainer implements Trainer {
  /** The networks by name. */
  static final List<String> NAMES = List.of("images", "lenet", "sequences");

  static final int COUNT = 1024;
  static final int STEPS = 20;
  static final int FEATURES = 21;
  static final int UNITS = 24;
  static final float OUTLIERS = 0.1f;

  /** The slow engine gets fewer, so that a turn stays short. */
  private static final int COUNT_OF_DL4J = 256;

  private final int count;

  private final Block block;
  private final LocalTraining training;
  private float[] vector;

  NetworkTrainer(String name, Engine engine, int batch) {
    Architecture architecture = architecture(name);
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, RATE, 0);
    Objective objective =
        architecture.outputs() == 1
            ? new OneClassHinge(1, OUTLIERS)
            : new SquaredError(architecture.outputs());
    LocalTraining.Stream stream = new LocalTraining.Stream(1, name, 0);
    training = new LocalTraining(architecture, engine, objective, adam, 0, 1, batch, 0, stream);
    vector = adam.vector(architecture.initialise(Seeds.stream(1, "start", 0, 0)));
    count = engine == Engine.DL4J ? COUNT_OF_DL4J : COUNT;
    block = Block.of(architecture.inputs(), rows(count, architecture.inputs()));
  }

  private static Architecture architecture(String name) {
    Settings detector =
        Settings.load(
                com.typesafe.config.ConfigFactory.parseString(
                    "detector.lstm-autoencoder { features = "
                        + FEATURES
                        + ", units = "
                        + UNITS
                        + " }"),
                Settings.reference())
            .at("detector");
    return switch (name) {
      case "images" -> Autoencoders.ofImages(detector, Engine.NATIVE).architecture(28 * 28);
      case "lenet" -> LeNet.of(new Shape(28, 28, 1), List.of(16, 32, 64, 128), List.of(128, 64, 1));
      case "sequences" ->
          Autoencoders.ofSequences(detector, Engine.NATIVE).architecture(STEPS * FEATURES);
      default -> throw new IllegalArgumentException("no network is called " + name);
    };
  }

  /** Numbers in [0, 1). */
  static float[] rows(int count, int inputs) {
    SplittableRandom random = Seeds.stream(1, "benchmark rows", 0, 0);
    float[] rows = new float[count * inputs];
    for (int index = 0; index < rows.length; index++) {
      rows[index] = (float) random.nextDouble();
    }
    return rows;
  }

  @Override
  public long train() {
    vector = training.run(0, block, vector).vector();
    return count;
  }
}
