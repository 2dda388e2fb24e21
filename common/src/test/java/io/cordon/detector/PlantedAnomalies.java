package io.cordon.detector;

import io.cordon.random.Seeds;
import java.util.SplittableRandom;

/**
 * Rows with planted anomalies. Normal rows lie near a curved surface of two latent variables inside
 * [0, 1]^8; anomalies ignore the surface and lie nearer to the origin, uniformly in [0, 0.55]^8.
 * Every seed has the anomalies it was asked for.
 *
 * @param values {@code rows x 8}, anomalies last
 * @param anomalies how many of the rows are anomalies
 */
public record PlantedAnomalies(float[] values, int rows, int anomalies) {
  public static final int WIDTH = 8;

  public static PlantedAnomalies of(int normals, int anomalies, long seed) {
    SplittableRandom random = Seeds.stream(seed, "planted", 0, -1);
    float[] values = new float[(normals + anomalies) * WIDTH];
    for (int row = 0; row < normals; row++) {
      double u = random.nextDouble();
      double v = random.nextDouble();
      for (int feature = 0; feature < WIDTH; feature++) {
        double surface =
            0.65 + 0.15 * Math.sin(2 * u + feature) + 0.15 * Math.cos(2 * v - 0.7 * feature);
        values[row * WIDTH + feature] = (float) (surface + 0.02 * (random.nextDouble() - 0.5));
      }
    }
    for (int place = normals * WIDTH; place < values.length; place++) {
      values[place] = (float) (0.55 * random.nextDouble());
    }
    return new PlantedAnomalies(values, normals + anomalies, anomalies);
  }

  public boolean[] labels() {
    boolean[] labels = new boolean[rows];
    java.util.Arrays.fill(labels, rows - anomalies, rows, true);
    return labels;
  }
}
