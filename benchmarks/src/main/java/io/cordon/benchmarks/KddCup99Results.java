package io.cordon.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.cordon.config.Settings;
import io.cordon.datasets.DatasetRequest;
import io.cordon.datasets.HoldOut;
import io.cordon.datasets.KddCup99;
import io.cordon.datasets.Orientation;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.registry.Detectors;
import io.cordon.metric.RankingMetrics;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.FittedFeatures;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import io.cordon.spark.scoring.LabelledRows;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The README's table of results on KDD Cup 99: paper 003's protocol (half of the rows held out, 10
 * % contamination in the other half), both orientations, several seeds, the last round, each with
 * its untrained control. Arguments: the data folder, the number of seeds, the orientation or
 * "both", then variants as {@code name=settings}; without variants those of the README.
 */
public final class KddCup99Results {
  private static final Map<String, String> VARIANTS = new LinkedHashMap<>();

  static {
    VARIANTS.put("autoencoder", "detector.name = autoencoder");
    VARIANTS.put(
        "autoencoder, wide",
        "detector { name = autoencoder, autoencoder { hidden = [60, 30], code = 10 } }, training.rounds = 5");
    VARIANTS.put("oc-nn linear", "detector { name = oc-nn, oc-nn.activation = linear }");
    VARIANTS.put("oc-nn sigmoid", "detector { name = oc-nn, oc-nn.activation = sigmoid }");
    VARIANTS.put("oc-nn relu", "detector { name = oc-nn, oc-nn.activation = relu }");
    VARIANTS.put(
        "oc-nn linear, as printed",
        "encoder.features = code, detector { name = oc-nn, oc-nn { activation = linear, nu = 0.0 } }");
  }

  private final SparkSession spark;
  private final String data;
  private final int seeds;
  private final String orientation;
  private final EncoderJournal encoders = new EncoderJournal();

  private KddCup99Results(SparkSession spark, String data, int seeds, String orientation) {
    this.spark = spark;
    this.data = data;
    this.seeds = seeds;
    this.orientation = orientation;
  }

  public static void main(String[] arguments) {
    Map<String, String> variants = new LinkedHashMap<>();
    for (int argument = 3; argument < arguments.length; argument++) {
      String[] parts = arguments[argument].split("=", 2);
      variants.put(parts[0], parts[1]);
    }
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()) {
      spark.sparkContext().setLogLevel("WARN");
      new KddCup99Results(spark, arguments[0], Integer.parseInt(arguments[1]), arguments[2])
          .run(variants.isEmpty() ? VARIANTS : variants);
    }
  }

  private void run(Map<String, String> variants) {
    System.out.println(
        "| normal class | detector | AUROC | AUPRC, anomaly = positive | F1 at contamination |"
            + " untrained AUROC |\n|---|---|---|---|---|---|");
    for (Orientation side : Orientation.values()) {
      if (!orientation.equals("both") && !orientation.equals(name(side))) {
        continue;
      }
      Dataset<Row> train = table(side, HoldOut.Part.TRAIN).persist();
      FittedFeatures features = FeatureFitting.fit(train, roles());
      RowEncoder encoder = RowEncoder.bind(features.plan(), train.schema());
      LabelledRows test =
          LabelledRows.of(
              table(side, HoldOut.Part.TEST), features.plan(), new KddCup99().labelColumn());
      try (SparkRows rows = ShardedRows.of(train, encoder, List.of("row"), shards())) {
        variants.forEach((name, settings) -> measure(side, name, settings, rows, test));
      }
      train.unpersist();
    }
  }

  private void measure(
      Orientation side, String name, String variant, SparkRows rows, LabelledRows test) {
    List<RankingMetrics> trained = new ArrayList<>();
    List<RankingMetrics> control = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      Config user =
          ConfigFactory.parseString(variant)
              .withFallback(ConfigFactory.parseFile(new File("conf/kddcup99-ocnn.conf")))
              .withValue("training.stop", ConfigValueFactory.fromAnyRef("last"))
              .withValue("training.seed", ConfigValueFactory.fromAnyRef(seed));
      Settings settings = Settings.load(user, Settings.reference());
      TrainingSettings training = TrainingSettings.read(settings);
      Detector detector = Detectors.from(settings, training.engine());
      settings.finish();
      Training run =
          new Training(training, encoders.of(side, variantEncoder(user), seed), Progress.NONE);
      trained.add(metrics(detector, detector.fit(rows, run), test));
      control.add(metrics(detector, detector.fit(rows, run.untrained()), test));
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %s | %s | %s |",
            side == Orientation.ATTACK_IS_ANOMALY ? "normal connections" : "attacks",
            name,
            Spread.of(trained, RankingMetrics::auroc),
            Spread.of(trained, RankingMetrics::auprcAnomaly),
            Spread.of(trained, RankingMetrics::f1AtContamination),
            Spread.of(control, RankingMetrics::auroc)));
  }

  /** What the encoder's training depends on beside the rows and the seed. */
  private static String variantEncoder(Config user) {
    Config settings = user.withFallback(Settings.reference()).resolve();
    return settings.getConfig("detector.autoencoder").toString()
        + settings.getInt("training.rounds");
  }

  private static RankingMetrics metrics(Detector detector, Fitted fitted, LabelledRows test) {
    return RankingMetrics.of(detector.score(fitted).applyTo(test.rows()), test.anomalies());
  }

  private Dataset<Row> table(Orientation orientation, HoldOut.Part part) {
    return new KddCup99()
        .table(
            spark,
            DatasetRequest.in(data).oriented(orientation).heldOut(HoldOut.half(0.10, 1, part)));
  }

  private static String name(Orientation side) {
    return side.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static FeatureSettings roles() {
    KddCup99 kdd = new KddCup99();
    FeatureSettings defaults = FeatureSettings.defaults();
    return defaults.withRoles(
        new FeatureSettings.Roles(
            kdd.idColumns(), Optional.of(kdd.labelColumn()), kdd.excludedColumns(), List.of()));
  }

  private static int shards() {
    return Settings.reference().getInt("training.shards");
  }
}
