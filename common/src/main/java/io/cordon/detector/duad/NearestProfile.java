package io.cordon.detector.duad;

import io.cordon.rows.RowFunction;

/**
 * The number of the profile that a row's own {@link DistanceProfile} is nearest to, without making
 * it: with the sample's rows s, the squared distance of the profile {@code ‖x - s‖² / w} from
 * {@code c} is, but for a part that is the same for all c, {@code Σ c² - 2/w Σ c (‖x‖² + ‖s‖²) +
 * 4/w x·Σ c s}: a product with one vector for each c in place of one for each row of the sample.
 *
 * @param width features a row
 * @param directions {@code profiles x width}: {@code 4/w Σ c s}
 * @param slopes by {@code ‖x‖²}: {@code -2/w Σ c}
 * @param offsets {@code Σ c² - 2/w Σ c ‖s‖²}
 */
record NearestProfile(int width, double[] directions, double[] slopes, double[] offsets)
    implements RowFunction {
  private static final long serialVersionUID = 1L;

  /**
   * Of these profiles the nearest.
   *
   * @param profiles {@code profiles x outputs of profile}
   */
  static NearestProfile of(DistanceProfile profile, double[] profiles) {
    int width = profile.width();
    int others = profile.outputs();
    int size = profiles.length / others;
    NearestProfile nearest =
        new NearestProfile(width, new double[size * width], new double[size], new double[size]);
    for (int place = 0; place < profiles.length; place++) {
      nearest.add(place / others, profiles[place], profile.sample(), place % others * width);
    }
    return nearest;
  }

  private void add(int number, double entry, float[] sample, int from) {
    double square = 0;
    for (int feature = 0; feature < width; feature++) {
      double value = sample[from + feature];
      square += value * value;
      directions[number * width + feature] += 4.0 / width * entry * value;
    }
    slopes[number] -= 2.0 / width * entry;
    offsets[number] += entry * entry - 2.0 / width * entry * square;
  }

  @Override
  public int inputs() {
    return width;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Pass open() {
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        outputs[to + row] = nearest(rows, from + row * width);
      }
    };
  }

  /** Of equals the first. */
  private int nearest(float[] rows, int from) {
    double square = 0;
    for (int feature = 0; feature < width; feature++) {
      square += (double) rows[from + feature] * rows[from + feature];
    }
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int number = 0; number < offsets.length; number++) {
      double distance = offsets[number] + slopes[number] * square;
      for (int feature = 0; feature < width; feature++) {
        distance += directions[number * width + feature] * rows[from + feature];
      }
      if (distance < least) {
        least = distance;
        nearest = number;
      }
    }
    return nearest;
  }
}
