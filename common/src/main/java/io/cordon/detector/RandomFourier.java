package io.cordon.detector;

import io.cordon.network.Activation;
import io.cordon.network.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.Layer;
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

  @Override
  public int outputs() {
    return 2 * frequencies;
  }

  @Override
  public Pass open() {
    Architecture product =
        new Architecture(inputs, List.of(new Layer(frequencies, Activation.LINEAR, false)));
    Pass angles = new NetworkFunction(product, draw(), Engine.NATIVE).open();
    float[] angle = new float[BATCH * frequencies];
    double scale = 1 / Math.sqrt(frequencies);
    return (rows, from, count, outputs, to) -> {
      angles.apply(rows, from, count, angle, 0);
      for (int row = 0; row < count; row++) {
        int at = to + row * outputs();
        for (int frequency = 0; frequency < frequencies; frequency++) {
          double radians = angle[row * frequencies + frequency];
          outputs[at + frequency] = (float) (scale * Math.cos(radians));
          outputs[at + frequencies + frequency] = (float) (scale * Math.sin(radians));
        }
      }
    };
  }

  /** The frequencies, {@code frequencies x inputs}: normal numbers by Box and Muller (1958). */
  private float[] draw() {
    SplittableRandom random = Seeds.stream(seed, "random-fourier", 0, -1);
    float[] drawn = new float[Math.multiplyExact(frequencies, inputs)];
    double deviation = Math.sqrt(2 * gamma);
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
