package io.cordon.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.registry.Detectors;
import io.cordon.jobs.Sessions;
import io.cordon.rows.LocalRows;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.FittedFeatures;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import io.cordon.training.Journal;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Training rows per CPU second of whole detectors on KDD Cup 99: everything that a fit does, with
 * clustering and selections, over the rows that its rounds of training passed over. All in one
 * process, in turns, on one thread; the first turn warms up and does not count.
 */
final class DetectorsBenchmark {
  private static final String BASELINE = "autoencoder 60-30-10";
  private static final Map<String, String> VARIANTS = new LinkedHashMap<>();

  static {
    VARIANTS.put(BASELINE, "name = autoencoder");
    VARIANTS.put("autoencoder 64-32-10", "name = autoencoder, autoencoder.hidden = [64, 32]");
    VARIANTS.put("plad", "name = plad");
    VARIANTS.put("plad, symmetric", "name = plad, plad.symmetric = true");
    VARIANTS.put("plad, variational", "name = plad, plad.variant = variational");
    VARIANTS.put(
        "plad, classifier 60-30, perturbator 60",
        "name = plad, plad { classifier = [60, 30], perturbator = [60] }");
    VARIANTS.put(
        "plad, classifier 60-30, perturbator 30",
        "name = plad, plad { classifier = [60, 30], perturbator = [30] }");
    VARIANTS.put("duad, gmm", "name = duad");
    VARIANTS.put("duad, k-means", "name = duad, duad.initial = k-means");
    VARIANTS.put("duad, pairwise", "name = duad, duad.initial = pairwise");
    VARIANTS.put("duad, all", "name = duad, duad.initial = all");
    VARIANTS.put(
        "duad, gmm, selected every 3 rounds",
        "name = duad, duad { reselect = 3, tolerance = 0.0 }");
    VARIANTS.put(
        "duad, all, scores, selected every 3 rounds",
        "name = duad, duad { initial = all, selection = scores, reselect = 3, tolerance = 0.0 }");
  }

  private final LocalRows rows;
  private final int repeats;
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private final Map<String, Long> passed = new LinkedHashMap<>();

  private DetectorsBenchmark(LocalRows rows, int repeats) {
    this.rows = rows;
    this.repeats = repeats;
  }

  /**
   * Measures and reports.
   *
   * @param arguments how often each takes its turn, 3 when unset; every how manieth row of the
   *     table trains, 4 when unset; a part of the names of the variants to measure beside the
   *     baseline, all when unset
   */
  public static void main(String[] arguments) {
    int repeats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    int every = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    String part = arguments.length > 2 ? arguments[2] : "";
    KddData.folder()
        .ifPresentOrElse(
            folder -> new DetectorsBenchmark(rows(folder, every), repeats).run(part),
            () -> KddData.reportAbsence("detectors", "Detectors"));
  }

  /** The encoded rows in their shards; Spark is gone when the measuring begins. */
  private static LocalRows rows(String folder, int every) {
    SparkConf conf = new SparkConf().setMaster("local[2]").set("spark.ui.enabled", "false");
    try (SparkSession spark = Sessions.open("detectors benchmark", conf)) {
      Dataset<Row> table = KddData.parquet(spark, folder).where("row % " + every + " = 0");
      FittedFeatures features =
          FeatureFitting.fit(table, FeatureSettings.defaults().withRoles(KddData.roles()));
      RowEncoder encoder = RowEncoder.bind(features.plan(), table.schema());
      int shards = Settings.reference().getInt("training.shards");
      try (SparkRows rows = ShardedRows.of(table, encoder, List.of("row"), shards)) {
        return LocalRows.ofShards(rows.width(), rows.fold(new Gather()));
      }
    }
  }

  private static Settings settings(String detector) {
    Config chosen = ConfigFactory.parseString("detector { " + detector + " }");
    return Settings.load(chosen, Settings.reference());
  }

  private void run(String part) {
    for (int turn = 0; turn <= repeats; turn++) {
      for (Map.Entry<String, String> variant : VARIANTS.entrySet()) {
        if (variant.getKey().equals(BASELINE) || variant.getKey().contains(part)) {
          measure(variant.getKey(), settings(variant.getValue()), turn > 0);
        }
      }
    }
    report();
  }

  private void measure(String name, Settings settings, boolean counts) {
    TrainingSettings training = TrainingSettings.read(settings);
    Detector detector = Detectors.from(settings, training.engine());
    CountedRows counted = new CountedRows(rows, training.epochs());
    ProcessorTime.Spent spent =
        ProcessorTime.of(
            () -> {
              detector.fit(counted, new Training(training, Journal.NONE, Progress.NONE));
              return counted.passed();
            });
    if (counts) {
      seconds.computeIfAbsent(name, unused -> new ArrayList<>()).add(spent.seconds());
      passed.put(name, spent.rows());
    }
  }

  private void report() {
    List<List<String>> table = new ArrayList<>();
    double baseline = speed(BASELINE);
    for (String name : seconds.keySet()) {
      table.add(
          List.of(
              name,
              Report.number(passed.get(name), 0),
              Report.number(Median.of(seconds.get(name)), 2),
              Report.number(speed(name), 0),
              Report.times(baseline / speed(name))));
    }
    new Report("detectors", "Detectors: training rows per CPU second, one thread")
        .table(
            List.of("detector", "rows trained on", "CPU seconds", "rows/s", "autoencoder is"),
            table)
        .note(
            "%s rows of %d features (%s distinct), %d shards, the settings of reference.conf but for what the name says. Medians of %d turns."
                .formatted(
                    Report.number(rows.count(), 0),
                    rows.width(),
                    Report.number(distinct(rows), 0),
                    rows.shards(),
                    repeats))
        .publish();
  }

  private double speed(String name) {
    return passed.get(name) / Median.of(seconds.get(name));
  }

  private static long distinct(LocalRows rows) {
    long distinct = 0;
    for (int shard = 0; shard < rows.shards(); shard++) {
      distinct += rows.shard(shard).distinct();
    }
    return distinct;
  }
}
