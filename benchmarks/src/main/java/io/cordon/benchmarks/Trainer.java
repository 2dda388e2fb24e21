package io.cordon.benchmarks;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One way to train the benchmark's autoencoder: Adam, mean squared error, on the same rows. */
interface Trainer {
  /** Units of the layers behind the input; tanh throughout. */
  int[] WIDTHS = {60, 30, 10, 30, 60, 121};

  /** Features a row. */
  int INPUTS = 121;

  /** Rows of the data: 20 batches of 1,024. */
  int ROWS = 20_480;

  float RATE = 0.001f;

  /** Trains for a moment; returns how many rows it went over. */
  long train();

  static Architecture architecture() {
    List<Layer> layers = new ArrayList<>();
    for (int width : WIDTHS) {
      layers.add(new Dense(width, Activation.TANH, true));
    }
    return new Architecture(INPUTS, layers);
  }

  /** Weights, without biases: each costs two operations a row in each of three products. */
  static long weights() {
    long weights = 0;
    int fanIn = INPUTS;
    for (int width : WIDTHS) {
      weights += (long) fanIn * width;
      fanIn = width;
    }
    return weights;
  }

  /** The rows: {@code ROWS x INPUTS} numbers, uniform in [0, 1). */
  static float[] rows() {
    SplittableRandom random = Seeds.stream(1, "benchmark rows", 0, 0);
    float[] rows = new float[ROWS * INPUTS];
    for (int index = 0; index < rows.length; index++) {
      rows[index] = (float) random.nextDouble();
    }
    return rows;
  }
}
