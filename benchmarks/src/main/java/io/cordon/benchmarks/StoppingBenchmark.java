package io.cordon.benchmarks;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.registry.Detectors;
import io.cordon.metric.RankingMetrics;
import io.cordon.rows.RowFunction;
import io.cordon.training.Journal;
import io.cordon.training.LossEntropy;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What stopping without labels loses: the AUROC of an autoencoder on contaminated rows after every
 * round, the best that labels would choose, and the one that each rule does.
 */
final class StoppingBenchmark {
  private static final String NETWORK = "autoencoder";

  private final int seeds;
  private final List<List<String>> lines = new ArrayList<>();

  private StoppingBenchmark(int seeds) {
    this.seeds = seeds;
  }

  /**
   * Measures and reports.
   *
   * @param arguments seeds, 3 when unset
   */
  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    KddData.folder()
        .ifPresentOrElse(
            folder -> new StoppingBenchmark(seeds).run(folder),
            () -> KddData.reportAbsence("stopping", "Stopping without labels"));
  }

  private void run(String folder) {
    KddTables.all(folder, 0.05, 0.10, 0.20).forEach(this::measure);
    new SmallTables(Path.of(folder)).all().forEach(this::measure);
    new Report("stopping", "Stopping without labels")
        .note(
            "AUROC in percent of the autoencoder's squared error, mean over %d seeds; in brackets the round, of all that ran without a rule."
                .formatted(seeds))
        .table(
            List.of(
                "rows",
                "best, by labels",
                "last round",
                "least entropy",
                "training.stop = entropy",
                "it loses"),
            lines)
        .publish();
  }

  /** The AUROC of a round's network. */
  private record Round(int number, double auroc, double entropy) {}

  private void measure(StoppingTable table) {
    double[] aurocs = new double[4];
    double[] rounds = new double[4];
    for (int seed = 1; seed <= seeds; seed++) {
      List<Round> all = rounds(table, seed);
      Round[] chosen = {
        best(all, java.util.Comparator.comparingDouble(round -> -round.auroc())),
        all.get(all.size() - 1),
        best(all, java.util.Comparator.comparingDouble(Round::entropy)),
        stopped(table, seed)
      };
      for (int rule = 0; rule < chosen.length; rule++) {
        aurocs[rule] += 100 * chosen[rule].auroc() / seeds;
        rounds[rule] += (double) chosen[rule].number() / seeds;
      }
    }
    List<String> line = new ArrayList<>(List.of(table.name()));
    for (int rule = 0; rule < aurocs.length; rule++) {
      line.add(String.format(Locale.ROOT, "%.1f (%.0f)", aurocs[rule], rounds[rule]));
    }
    line.add(String.format(Locale.ROOT, "%.1f", aurocs[0] - aurocs[3]));
    lines.add(line);
    System.err.println(String.join(" | ", line));
  }

  private static Round best(List<Round> rounds, java.util.Comparator<Round> order) {
    return rounds.stream().min(order).orElseThrow();
  }

  /** Every round of a training to the last. */
  private static List<Round> rounds(StoppingTable table, int seed) {
    Run run = new Run(table, "last", seed);
    List<Round> rounds = new ArrayList<>();
    run.fit(
        (phase, state, limit) ->
            rounds.add(
                new Round(state.round(), run.auroc(state.vector()), run.entropy(state.vector()))));
    return rounds;
  }

  /** The network that the rule keeps, and how many rounds it ran. */
  private static Round stopped(StoppingTable table, int seed) {
    Run run = new Run(table, "entropy", seed);
    int[] last = new int[1];
    Fitted fitted = run.fit((phase, state, limit) -> last[0] = state.round());
    return new Round(last[0], run.auroc(fitted.vectors().get(NETWORK)), 0);
  }

  /** A training of the autoencoder on a table. */
  private static final class Run {
    private final StoppingTable table;
    private final TrainingSettings training;
    private final Detector detector;

    Run(StoppingTable table, String stop, int seed) {
      this.table = table;
      Settings settings =
          Settings.load(
              ConfigFactory.parseString(table.settings())
                  .withValue("detector.name", ConfigValueFactory.fromAnyRef(NETWORK))
                  .withValue("training.stop", ConfigValueFactory.fromAnyRef(stop))
                  .withValue("training.seed", ConfigValueFactory.fromAnyRef(seed)),
              Settings.reference());
      training = TrainingSettings.read(settings);
      detector = Detectors.from(settings, training.engine());
      settings.finish();
    }

    Fitted fit(Progress progress) {
      return detector.fit(table.train(), new Training(training, Journal.NONE, progress));
    }

    /** The score by the network whose parameters lead this vector. */
    private RowFunction score(float[] vector) {
      TreeMap<String, float[]> vectors = new TreeMap<>();
      vectors.put(NETWORK, vector);
      int width = table.train().width();
      return detector.score(new Fitted(width, vectors, new TreeMap<>(), List.of()));
    }

    double auroc(float[] vector) {
      return RankingMetrics.of(score(vector).applyTo(table.test()), table.labels())
          .auroc()
          .value()
          .orElseThrow();
    }

    double entropy(float[] vector) {
      return LossEntropy.of(table.train(), score(vector)).value();
    }
  }
}
