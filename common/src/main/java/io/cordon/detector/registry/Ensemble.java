package io.cordon.detector.registry;

import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.random.Seeds;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Any detector, with its encoder, fitted so many times to the same rows from different seeds; the
 * score of a row is the median, or the mean, of its scores by the members. Ours: where the start
 * decides how well a method ranks, the median leaves out the starts that went astray. DUAD's AUROC
 * on KDD Cup 99 is an example: 94.7 to 99.3 for single starts of eight at 5 % contamination, 99.2
 * for their median.
 *
 * <p>Scores of one method are in one unit, so they are not normalised; the networks of Deep SVDD
 * and PLAD choose their own scale, so there that holds roughly. Member 0 has the run's own seed:
 * its vectors are those that the detector alone would have. A member costs what the detector costs,
 * in training, in the model's size and in scoring.
 */
final class Ensemble implements Detector {
  private static final int MOST = 1000;

  private final Detector detector;
  private final int members;
  private final MemberScores.Combine combine;

  /**
   * An ensemble.
   *
   * @param members at least 2
   */
  Ensemble(Detector detector, int members, MemberScores.Combine combine) {
    this.detector = detector;
    this.members = members;
    this.combine = combine;
  }

  /**
   * The ensemble that the group {@code ensemble} asks for, or the detector itself. Problems are
   * left in the settings.
   *
   * @param settings the whole tree
   */
  static Detector from(Settings settings, Detector detector) {
    Settings ensemble = settings.at("ensemble");
    int members = ensemble.integer("members", 1, MOST);
    MemberScores.Combine combine = ensemble.oneOf("combine", MemberScores.Combine.class);
    if (members > 1 && !detector.isSeeded()) {
      ensemble.problem(
          "members",
          "must be 1 for "
              + detector.name()
              + " as it is set, which draws nothing at random: all members would be the same");
    }
    return members > 1 ? new Ensemble(detector, members, combine) : detector;
  }

  @Override
  public String name() {
    return detector.name();
  }

  @Override
  public String prepare() {
    return detector.prepare();
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    TreeMap<String, float[]> vectors = new TreeMap<>();
    TreeMap<String, Double> constants = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      String name = nameOf(member);
      Fitted fitted =
          detector.fit(rows, training.part(name, seed(training.settings().seed(), member)));
      fitted.vectors().forEach((key, vector) -> vectors.put(name + "." + key, vector));
      fitted.constants().forEach((key, constant) -> constants.put(name + "." + key, constant));
      fitted.warnings().forEach(warning -> warnings.add(name + ": " + warning));
    }
    return new Fitted(rows.width(), vectors, constants, warnings);
  }

  /** What leads the names of a member's vectors, constants and phases. */
  private static String nameOf(int member) {
    return "member-" + member;
  }

  /** The seed of a member; that of member 0 is the run's. */
  static long seed(long seed, int member) {
    return member == 0 ? seed : Seeds.stream(seed, "ensemble", member, -1).nextLong();
  }

  @Override
  public RowFunction score(Fitted fitted) {
    List<RowFunction> scores = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      scores.add(detector.score(fittedOf(member, fitted)));
    }
    return new MemberScores(scores, combine);
  }

  /** The parts of the members that make the score, where members' scores have parts. */
  @Override
  public Optional<RowFunction> contributions(Fitted fitted) {
    List<RowFunction> scores = new ArrayList<>();
    List<RowFunction> parts = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      Fitted ofMember = fittedOf(member, fitted);
      scores.add(detector.score(ofMember));
      detector.contributions(ofMember).ifPresent(parts::add);
    }
    return parts.size() == members
        ? Optional.of(new MemberContributions(scores, parts, combine))
        : Optional.empty();
  }

  private static Fitted fittedOf(int member, Fitted fitted) {
    String prefix = nameOf(member) + ".";
    return new Fitted(
        fitted.width(),
        below(prefix, fitted.vectors()),
        below(prefix, fitted.constants()),
        List.of());
  }

  private static <T> TreeMap<String, T> below(String prefix, SortedMap<String, T> all) {
    TreeMap<String, T> below = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    return below;
  }
}
