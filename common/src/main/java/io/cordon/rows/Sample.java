package io.cordon.rows;

import io.cordon.random.Seeds;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A uniform sample without replacement: every copy of every row draws a priority from its content,
 * its number and the seed; the smallest priorities are the sample.
 */
record Sample(int size, long seed) implements Fold<Sample.Drawn> {

  /** The rows drawn so far, in the order of their priorities: {@code priorities.length x width}. */
  record Drawn(long[] priorities, float[] values) implements Serializable {}

  private record Candidate(long priority, float[] source, int from) {}

  private static final Comparator<Candidate> BY_PRIORITY =
      (left, right) -> Long.compareUnsigned(left.priority(), right.priority());

  @Override
  public Drawn zero() {
    return new Drawn(new long[0], new float[0]);
  }

  @Override
  public Drawn gather(int shard, Block block) {
    PriorityQueue<Candidate> best = new PriorityQueue<>(BY_PRIORITY.reversed());
    int width = block.width();
    for (int row = 0; row < block.distinct(); row++) {
      long hash =
          Seeds.mix(
              Sharding.hash(block.values(), row * width, width)
                  ^ Seeds.mix(seed ^ Seeds.mix(shard)));
      for (int copy = 0; copy < block.counts()[row]; copy++) {
        offer(
            best,
            new Candidate(Seeds.mix(hash ^ Seeds.mix(copy + 1L)), block.values(), row * width));
      }
    }
    return drawn(best, width);
  }

  @Override
  public Drawn merge(Drawn left, Drawn right) {
    int rows = left.priorities().length + right.priorities().length;
    if (rows == 0) {
      return left;
    }
    int width = (left.values().length + right.values().length) / rows;
    PriorityQueue<Candidate> best = new PriorityQueue<>(BY_PRIORITY.reversed());
    for (Drawn drawn : new Drawn[] {left, right}) {
      for (int row = 0; row < drawn.priorities().length; row++) {
        offer(best, new Candidate(drawn.priorities()[row], drawn.values(), row * width));
      }
    }
    return drawn(best, width);
  }

  private void offer(PriorityQueue<Candidate> best, Candidate candidate) {
    if (best.size() < size) {
      best.add(candidate);
    } else if (size > 0 && BY_PRIORITY.compare(candidate, best.peek()) < 0) {
      best.poll();
      best.add(candidate);
    }
  }

  private static Drawn drawn(PriorityQueue<Candidate> best, int width) {
    Candidate[] ordered = best.toArray(new Candidate[0]);
    Arrays.sort(ordered, BY_PRIORITY);
    long[] priorities = new long[ordered.length];
    float[] values = new float[ordered.length * width];
    for (int row = 0; row < ordered.length; row++) {
      priorities[row] = ordered[row].priority();
      System.arraycopy(ordered[row].source(), ordered[row].from(), values, row * width, width);
    }
    return new Drawn(priorities, values);
  }
}
