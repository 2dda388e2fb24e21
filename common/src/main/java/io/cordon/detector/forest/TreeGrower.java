package io.cordon.detector.forest;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Grows the trees of an isolation forest into one flat vector of nodes, three numbers a node: the
 * column that it splits, the value that it splits at (rows below go to the first child), and the
 * index of its first child, behind which stands the second. A leaf has column -1, and its path
 * length in place of the value. Node t is the root of tree t.
 */
final class TreeGrower {
  /** Numbers a node. */
  static final int NODE = 3;

  private static final int LEAF = -1;

  private final float[] values;
  private final int width;
  private final int sample;
  private final int mostEdges;
  private final int[] pool;
  private int[] columns;
  private float[] nodes;
  private int used;

  /**
   * A grower of so many trees.
   *
   * @param values {@code rows x width}, at least {@code sample} rows
   * @param sample rows that each tree draws, without replacement
   */
  TreeGrower(float[] values, int width, int trees, int sample) {
    this.values = values;
    this.width = width;
    this.sample = sample;
    mostEdges = 32 - Integer.numberOfLeadingZeros(Math.max(1, sample) - 1); // ⌈log₂ ψ⌉
    pool = indices(values.length / width);
    nodes = new float[2 * trees * NODE];
    used = trees;
  }

  /**
   * c(n): the mean path of an unsuccessful search in a binary search tree of n rows (Liu et al.,
   * Eq. 1), with the exact harmonic number.
   */
  static double meanPath(int rows) {
    if (rows < 2) {
      return 0;
    }
    double harmonic = 0;
    for (int term = rows - 1; term > 0; term--) {
      harmonic += 1.0 / term;
    }
    return 2 * harmonic - 2 * (rows - 1.0) / rows;
  }

  /** The nodes of all trees. */
  float[] nodes() {
    return Arrays.copyOf(nodes, used * NODE);
  }

  /** Grows one tree; what comes out depends on the rows, the tree and its random stream alone. */
  void grow(int tree, SplittableRandom random) {
    int[] rows = pool.clone();
    columns = indices(width);
    for (int place = 0; place < sample; place++) {
      swap(rows, place, place + random.nextInt(rows.length - place));
    }
    grow(tree, rows, 0, sample, 0, random);
  }

  private void grow(int node, int[] rows, int from, int to, int edges, SplittableRandom random) {
    int column = edges < mostEdges && to - from > 1 ? drawColumn(rows, from, to, random) : LEAF;
    if (column == LEAF) {
      set(node, LEAF, (float) (edges + meanPath(to - from)), 0);
      return;
    }
    float split = drawSplit(rows, from, to, column, random);
    int middle = part(rows, from, to, column, split);
    int child = used;
    used += 2;
    set(node, column, split, child);
    grow(child, rows, from, middle, edges + 1, random);
    grow(child + 1, rows, middle, to, edges + 1, random);
  }

  /**
   * A column drawn uniformly among those that are not constant in the node, or {@link #LEAF} where
   * all are: columns are drawn without replacement until one will do.
   */
  private int drawColumn(int[] rows, int from, int to, SplittableRandom random) {
    for (int drawn = 0; drawn < width; drawn++) {
      swap(columns, drawn, drawn + random.nextInt(width - drawn));
      float first = value(rows[from], columns[drawn]);
      for (int place = from + 1; place < to; place++) {
        if (value(rows[place], columns[drawn]) != first) {
          return columns[drawn];
        }
      }
    }
    return LEAF;
  }

  /** Uniform in (least, greatest], so that both sides get rows. */
  private float drawSplit(int[] rows, int from, int to, int column, SplittableRandom random) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int place = from; place < to; place++) {
      least = Math.min(least, value(rows[place], column));
      greatest = Math.max(greatest, value(rows[place], column));
    }
    double range = (double) greatest - least;
    float split = (float) (greatest - random.nextDouble() * range);
    return Math.max(split, Math.nextUp(least));
  }

  /** Brings the rows below the split to the front; returns where the others begin. */
  private int part(int[] rows, int from, int to, int column, float split) {
    int middle = from;
    for (int place = from; place < to; place++) {
      if (value(rows[place], column) < split) {
        swap(rows, place, middle++);
      }
    }
    return middle;
  }

  private float value(int row, int column) {
    return values[row * width + column];
  }

  private void set(int node, int column, float value, int child) {
    if ((node + 1) * NODE > nodes.length || used * NODE > nodes.length) {
      nodes = Arrays.copyOf(nodes, Math.max(2 * nodes.length, used * NODE));
    }
    nodes[node * NODE] = column;
    nodes[node * NODE + 1] = value;
    nodes[node * NODE + 2] = child;
  }

  private static void swap(int[] values, int left, int right) {
    int moved = values[left];
    values[left] = values[right];
    values[right] = moved;
  }

  private static int[] indices(int count) {
    int[] indices = new int[count];
    Arrays.setAll(indices, index -> index);
    return indices;
  }
}
