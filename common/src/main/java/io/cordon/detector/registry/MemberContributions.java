package io.cordon.detector.registry;

import io.cordon.rows.RowFunction;
import java.util.Arrays;
import java.util.List;

/**
 * What each feature adds to the score of an ensemble: as the score is the median or the mean of its
 * members' scores, so are the parts those of the member in the middle, of the two in the middle by
 * halves, or of all members alike. They sum to the score as the members' parts do.
 *
 * @param members scores of the same rows, at least one
 * @param parts for each member what each feature adds to its score
 */
record MemberContributions(
    List<RowFunction> members, List<RowFunction> parts, MemberScores.Combine combine)
    implements RowFunction {
  private static final long serialVersionUID = 1L;

  MemberContributions {
    members = List.copyOf(members);
    parts = List.copyOf(parts);
  }

  @Override
  public int inputs() {
    return members.get(0).inputs();
  }

  @Override
  public int outputs() {
    return parts.get(0).outputs();
  }

  @Override
  public Pass open() {
    int width = outputs();
    float[][] scores = new float[members.size()][BATCH];
    float[][] partsOf = new float[members.size()][BATCH * width];
    Pass[] score = new Pass[members.size()];
    Pass[] share = new Pass[members.size()];
    for (int member = 0; member < score.length; member++) {
      score[member] = members.get(member).open();
      share[member] = parts.get(member).open();
    }
    double[] sums = new double[width];
    return (rows, from, count, outputs, to) -> {
      for (int member = 0; member < score.length; member++) {
        score[member].apply(rows, from, count, scores[member], 0);
        share[member].apply(rows, from, count, partsOf[member], 0);
      }
      for (int row = 0; row < count; row++) {
        Arrays.fill(sums, 0);
        for (int member = 0; member < score.length; member++) {
          double weight = weight(member, row, scores);
          for (int feature = 0; weight > 0 && feature < width; feature++) {
            sums[feature] += weight * partsOf[member][row * width + feature];
          }
        }
        for (int feature = 0; feature < width; feature++) {
          outputs[to + row * width + feature] = (float) sums[feature];
        }
      }
    };
  }

  /** How much of the score of a row comes from a member. */
  private double weight(int member, int row, float[][] scores) {
    return switch (combine) {
      case MEAN -> 1.0 / scores.length;
      case MEDIAN -> {
        int place = place(member, row, scores);
        int lower = (scores.length - 1) / 2;
        int upper = scores.length / 2;
        yield (place == lower ? 0.5 : 0) + (place == upper ? 0.5 : 0);
      }
    };
  }

  /** Members that score a row lower, or as high and stand before. */
  private static int place(int member, int row, float[][] scores) {
    int place = 0;
    for (int other = 0; other < scores.length; other++) {
      int order = Float.compare(scores[other][row], scores[member][row]);
      place += order < 0 || order == 0 && other < member ? 1 : 0;
    }
    return place;
  }
}
