package io.cordon.detector.forest;

import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.network.Engine;
import io.cordon.random.Seeds;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The isolation forest: random trees part a row from the others the sooner the more it stands
 * apart. With h the edges to a row's leaf plus c(rows of the leaf), as a mean over the trees, the
 * score is {@code 2^(-h / c(ψ))} in (0, 1], where ψ is the rows that a tree is grown on and
 *
 * <pre>c(n) = 2 H(n-1) - 2 (n-1)/n,   c(2) = 1,   c(1) = 0</pre>
 *
 * <p>Source: Liu, Ting and Zhou, "Isolation forest" (2008), algorithms 1-3. Deviations: the
 * harmonic number H is summed exactly, not approximated; a column that is constant in a node is not
 * drawn for its split. Without rounds: one pass samples a pool of rows, from which every tree draws
 * without replacement; the pool is all rows where they are few, and otherwise as many as all trees
 * need, up to {@value #POOL_VALUES} numbers. The control without training is grown on uniform noise
 * in [0, 1] instead of rows.
 */
public final class IsolationForest implements Detector {
  public static final String NAME = "isolation-forest";
  private static final String NORM = "mean-path";
  private static final int POOL_VALUES = 1 << 24;
  private static final int MOST_NODES = 1 << 24;

  /**
   * What can be chosen.
   *
   * @param trees positive
   * @param sample ψ, rows that each tree is grown on, at least 2
   */
  public record Settings(int trees, int sample) {}

  private final Settings settings;

  public IsolationForest(Settings settings) {
    this.settings = settings;
  }

  /** The forest that the group {@code detector.isolation-forest} describes. */
  public static IsolationForest from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    int trees = settings.integer("trees", 1, 1 << 16);
    int sample = settings.integer("sample", 2, 1 << 20);
    if (2L * trees * sample > MOST_NODES) {
      settings.problem("trees", "times sample must be at most " + MOST_NODES / 2);
    }
    return new IsolationForest(new Settings(trees, sample));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    int width = rows.width();
    long seed = training.settings().seed();
    int sample = (int) Math.min(settings.sample(), rows.count());
    int pool =
        (int) Math.min((long) settings.trees() * sample, Math.max(sample, POOL_VALUES / width));
    float[] values =
        training.settings().trained() ? rows.sample(pool, seed) : noise(sample, width, seed);
    TreeGrower grower = new TreeGrower(values, width, settings.trees(), sample);
    for (int tree = 0; tree < settings.trees(); tree++) {
      grower.grow(tree, Seeds.stream(seed, NAME, tree, -1));
    }
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(NAME, grower.nodes());
    TreeMap<String, Double> constants = new TreeMap<>();
    constants.put(NORM, TreeGrower.meanPath(sample));
    return new Fitted(width, vectors, constants, List.of());
  }

  private static float[] noise(int rows, int width, long seed) {
    SplittableRandom random = Seeds.stream(seed, NAME, -1, -1);
    float[] values = new float[rows * width];
    for (int place = 0; place < values.length; place++) {
      values[place] = (float) random.nextDouble();
    }
    return values;
  }

  @Override
  public RowFunction score(Fitted fitted) {
    return new Isolation(
        fitted.width(), settings.trees(), fitted.vectors().get(NAME), fitted.constants().get(NORM));
  }

  /**
   * The score by the forest.
   *
   * @param inputs features a row
   * @param nodes as {@link TreeGrower#nodes} lays them out
   * @param meanPath c(ψ); where it is 0 every row scores 0.5
   */
  record Isolation(int inputs, int trees, float[] nodes, double meanPath) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      int count = nodes.length / TreeGrower.NODE;
      int[] columns = new int[count];
      float[] splits = new float[count];
      int[] children = new int[count];
      for (int node = 0; node < count; node++) {
        columns[node] = (int) nodes[node * TreeGrower.NODE];
        splits[node] = nodes[node * TreeGrower.NODE + 1];
        children[node] = (int) nodes[node * TreeGrower.NODE + 2];
      }
      double[] paths = new double[BATCH];
      return (rows, from, some, outputs, to) -> {
        java.util.Arrays.fill(paths, 0);
        // Tree by tree, so that a tree stays in the cache for the whole batch.
        for (int tree = 0; tree < trees; tree++) {
          for (int row = 0; row < some; row++) {
            int at = from + row * inputs;
            int node = tree;
            int column = columns[node];
            while (column >= 0) {
              node = children[node] + (rows[at + column] < splits[node] ? 0 : 1);
              column = columns[node];
            }
            paths[row] += splits[node];
          }
        }
        for (int row = 0; row < some; row++) {
          double edges = meanPath > 0 ? paths[row] / trees / meanPath : 1;
          outputs[to + row] = (float) Math.pow(2, -edges);
        }
      };
    }
  }
}
