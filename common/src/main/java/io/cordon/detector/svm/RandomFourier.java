package io.cordon.detector.svm;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.random.Seeds;
import io.cordon.rows.RowFunction;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random Fourier features of the RBF kernel {@code k(x, y) = exp(-γ ‖x - y‖²)}: with m frequencies
 * {@code ω ~ N(0, 2γ I)} the features {@code [cos ωᵢx, sin ωᵢx] / √m} have {@code E ⟨φ(x), φ(y)⟩ =
 * k(x, y)}, an error of about {@code 1/√(2m)}, and {@code ‖φ(x)‖ = 1} exactly.
 *
 * <p>Source: Rahimi and Recht, "Random features for large-scale kernel machines" (2007), in the
 * paired form of Sutherland and Schneider, "On the error of random Fourier features" (2015). The
 * frequencies are not carried but drawn again from the seed, by means that every Java version
 * defines to the bit.
 *
 * @param inputs features a row that go in
 * @param frequencies m; twice as many features come out: all cosines, then all sines
 * @param gamma γ, at least 0
 */
record RandomFourier(int inputs, int frequencies, double gamma, long seed) implements RowFunction {
  private static final long serialVersionUID = 1L;

  /** Added and taken away again, it rounds a float below 2^22 to a whole number. */
  private static final float ROUNDER = 0x1.8p23f;

  /** Beyond so many turns a float says no more which part of a turn it means. */
  private static final float MOST_TURNS = 0x1p21f;

  // cos 2πt = C0 + C1 t² + ... + C6 t¹²: our own least-maximum fit on [-½, ½], good to 1.1e-8.
  private static final float C0 = 0.9999999891725215f;
  private static final float C1 = -19.739204532117743f;
  private static final float C2 = 64.93911898449744f;
  private static final float C3 = -85.45016555662615f;
  private static final float C4 = 60.16783176020758f;
  private static final float C5 = -25.968313352031313f;
  private static final float C6 = 6.529610424790887f;

  @Override
  public int outputs() {
    return 2 * frequencies;
  }

  @Override
  public Pass open() {
    Architecture product =
        new Architecture(inputs, List.of(new Dense(frequencies, Activation.LINEAR, false)));
    Pass multiply = new NetworkFunction(product, draw(), Engine.NATIVE).open();
    float[] products = new float[BATCH * frequencies];
    float[] turns = new float[frequencies];
    float[] cosines = new float[frequencies];
    float[] sines = new float[frequencies];
    float scale = (float) (1 / Math.sqrt(frequencies));
    return (rows, from, count, outputs, to) -> {
      multiply.apply(rows, from, count, products, 0);
      for (int row = 0; row < count; row++) {
        System.arraycopy(products, row * frequencies, turns, 0, frequencies);
        wave(turns, 0, scale, cosines);
        wave(turns, 0.25f, scale, sines);
        int at = to + row * outputs();
        System.arraycopy(cosines, 0, outputs, at, frequencies);
        System.arraycopy(sines, 0, outputs, at + frequencies, frequencies);
      }
    };
  }

  /**
   * {@code waves = scale cos 2π(turns - lag)}, each to 5e-7 of the scale: a loop without branches
   * or calls, which the compiler turns into vector instructions, of operations that Java defines to
   * the bit.
   */
  static void wave(float[] turns, float lag, float scale, float[] waves) {
    for (int place = 0; place < turns.length; place++) {
      float turn = Math.max(-MOST_TURNS, Math.min(MOST_TURNS, turns[place]));
      float rest = turn - (turn + ROUNDER - ROUNDER); // in [-½, ½]; exact
      float lagging = rest - lag;
      float part = lagging - (lagging + ROUNDER - ROUNDER);
      float square = part * part;
      waves[place] =
          scale
              * (C0
                  + square
                      * (C1
                          + square
                              * (C2
                                  + square * (C3 + square * (C4 + square * (C5 + square * C6))))));
    }
  }

  /**
   * The frequencies in turns, ω/2π, {@code frequencies x inputs}: normal numbers by Box and Muller
   * (1958).
   */
  private float[] draw() {
    SplittableRandom random = Seeds.stream(seed, "random-fourier", 0, -1);
    float[] drawn = new float[Math.multiplyExact(frequencies, inputs)];
    double deviation = Math.sqrt(2 * gamma) / (2 * Math.PI);
    for (int place = 0; place < drawn.length; place += 2) {
      double radius = deviation * Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      double direction = 2 * Math.PI * random.nextDouble();
      drawn[place] = (float) (radius * StrictMath.cos(direction));
      if (place + 1 < drawn.length) {
        drawn[place + 1] = (float) (radius * StrictMath.sin(direction));
      }
    }
    return drawn;
  }
}
