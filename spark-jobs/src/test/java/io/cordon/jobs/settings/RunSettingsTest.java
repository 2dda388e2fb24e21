package io.cordon.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.drift.DriftLimits;
import io.cordon.drift.Limits;
import io.cordon.model.ThresholdRule;
import io.cordon.network.Engine;
import io.cordon.spark.features.FeatureSettings.Missing;
import io.cordon.spark.features.Scaling;
import io.cordon.spark.sequence.EventSequences;
import io.cordon.spark.sequence.Sequences;
import io.cordon.spark.sequence.SeriesWindows;
import io.cordon.spark.sequence.TextSequences;
import io.cordon.training.Optimiser;
import io.cordon.training.Stop;
import io.cordon.training.Supervision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Defaults, and every key mapped; what is refused is told by {@code WrongSettingsTest}. */
class RunSettingsTest {
  private static final Config EVERY_KEY =
      ConfigFactory.parseString(
          """
          source {
            dataset = "", data = d, file = f, normal-classes = [2], image { height = 6, width = 7, channels = 3 }, orientation = normal-is-anomaly, rows = 7, anomaly-share = 0.5, seed = 2
            format = csv, path = [a, b], schema = "x INT", options { header = true }
            date-column = day, id = [i, j], label = l, exclude = [e]
            hold-out { enabled = true, test-share = 0.25, contamination = 0.2, seed = 3 }
          }
          sequences {
            form = series
            text { column = t, alphabet = AB, length = 8, step = 4 }
            events { column = v, known = [u], length = 9, key = q, order = z }
            series { time = s, values = [w], key = y, window = 6, step = 2 }
          }
          features {
            scaling = robust, scaling-of { amount = none }, skewness-limit = 3, categorical = [port]
            max-categories = 9, max-distinct = 99, nulls = reject, nan = impute
          }
          detector {
            name = autoencoder
            image { height = 4, width = 5, channels = 3 }
            conv-autoencoder { filters = [4], pooled = [3], code = 6, dropout = 0.5, noise = 0.1, score = angle }
            lstm-autoencoder { features = 2, units = 5, code = sequence, clip = 2, noise = 0.1, score = angle }
            rda { set-aside = cells, tau = 0.5, separate = 3 }
            autoencoder { hidden = [5], code = 4, activation = relu, output = sigmoid, noise = 0.1, score = angle }
            oc-nn {
              activation = relu, hidden = 6, nu = 0.3
              alternations = 8, epochs = 2, learning-rate = 0.5, normalise = false, two-sided = true
            }
            dagmm { components = 3, hidden = 9, dropout = 0.25, lambda-1 = 0.2, lambda-2 = 0.01 }
            deep-svdd {
              objective = soft-boundary, filters = [3], hidden = [7], code = 3, activation = elu, nu = 0.3, warm-up = 2, pre-training = false
            }
            duad {
              initial = k-means, selection = scores, initial-share = 0.2, share = 0.1, reselect = 2, tolerance = 0.01
              components = 5, covariance = full, least-cluster = 0.01, unit-length = true, score = squared-error
            }
            isolation-forest { trees = 9, sample = 64 }
            nearest-neighbours { neighbours = 3, sample = 99, metric = hellinger, score = local-outlier-factor }
            oc-svm { kernel = linear, gamma = 0.5, features = 64, nu = 0.3, tolerance = 0.01, rounds = 50 }
            pca { components = 2, explained-variance = 0.5, weighting = inverse-variance, shrinkage = 0.1 }
            plad {
              variant = variational, symmetric = true, touched = 0.5, jitter = 0.5, lambda = auto, lambda-convention = sum
              kl-weight = 0.5, prototypes = 7, metric = hellinger, filters = [4], classifier = [8], perturbator = [9], latent = 2, members = 2
            }
            robust-distance { power = 0.5 }
          }
          encoder { name = none, features = code, imported { path = n, layers = 2 } }
          ensemble { members = 3, combine = mean }
          training {
            supervision = semi-supervised, stop = entropy, seed = 11, shards = 3, rounds = 12, epochs = 4, batch = 13
            optimiser = sgd, learning-rate = 0.25, momentum = 0.5, weight-decay = 0.125, engine = dl4j
          }
          threshold { mode = top-k, contamination = 0.05, quantile = approximate, false-positive-rate = 0.02, top-k = 17, fixed = 2.5 }
          model { path = m, if-exists = replace, checkpoint { path = c, every = 2 } }
          output { threshold { mode = fixed, contamination = 0.2, fixed = 1.5 }
             path = o, format = orc, columns = [k], control = true, reasons = 5, alerts = false, if-exists = replace }
          drift {
            enabled = false
            score { psi { warn = 0.01, fail = 0.02 }, ks { warn = 0.03, fail = 0.04 } }
            columns {
              psi { warn = 0.06, fail = 0.07 }, ks { warn = 0.08, fail = 0.09 }
              null-rate { warn = 0.11, fail = 0.12 }, unseen { warn = 0.13, fail = 0.14 }
            }
            rows { warn = 0.15, fail = 0.16, days = 9 }
          }
          quarantine { max-share = 0.25 }
          lock { lease-seconds = 7 }
          evaluation { anomalies = [yes], report = r }
          """);

  @Test
  void nothingSetGivesTheReferencesDefaults() {
    RunSettings run = RunSettings.of(ConfigFactory.empty());
    assertThat(run.source().dataset()).isEmpty();
    assertThat(run.source().table()).isEmpty();
    assertThat(run.source().id()).isEmpty();
    assertThat(run.source().label()).isEmpty();
    assertThat(run.source().holdOut()).isEmpty();
    assertThat(run.detector().name()).isEqualTo("oc-nn");
    assertThat(run.features().scaling().usual()).isEqualTo(Scaling.AUTO);
    assertThat(run.features().nulls()).isEqualTo(Missing.IMPUTE);
    assertThat(run.features().nan()).isEqualTo(Missing.REJECT);
    assertThat(run.training().rounds()).isEqualTo(10);
    assertThat(run.training().batch()).isEqualTo(256);
    assertThat(run.training().engine()).isEqualTo(Engine.NATIVE);
    assertThat(run.shards()).isEqualTo(8);
    assertThat(run.threshold())
        .isEqualTo(new RunSettings.ThresholdOptions(ThresholdRule.contamination(0.1), true));
    assertThat(run.model().path()).isEmpty();
    assertThat(run.model().ifExists()).isEqualTo(RunSettings.IfExists.FAIL);
    assertThat(run.output().format()).isEqualTo("parquet");
    assertThat(run.day())
        .isEqualTo(new RunSettings.DayOptions(Optional.empty(), 0.01, Duration.ofMinutes(10)));
    assertThat(run.evaluation().anomalies()).containsExactly("1", "true");
  }

  @Test
  void everyKeyOfTheReferenceIsSetHereToAnotherValue() {
    Config reference = Settings.reference().resolve();
    for (String key : keys(reference)) {
      if (!key.equals("source.dataset")) { // a table of one's own, which the other keys describe
        assertThat(EVERY_KEY.hasPathOrNull(key)).as(key).isTrue();
        assertThat(EVERY_KEY.getValue(key).unwrapped())
            .as(key)
            .isNotEqualTo(reference.getValue(key).unwrapped());
      }
    }
  }

  @Test
  void everyKeyReachesItsRecord() {
    RunSettings run = RunSettings.of(EVERY_KEY);
    SourceOptions source = run.source();
    assertThat(source.request().folder()).contains("d");
    assertThat(source.request().file()).contains("f");
    assertThat(source.request().normalClasses()).containsExactly(2);
    assertThat(source.request().orientation().orElseThrow().anomaly()).isEqualTo("normal");
    assertThat(source.request().demo()).isEqualTo(new io.cordon.datasets.DemoSettings(7, 0.5, 2));
    assertThat(source.table().orElseThrow())
        .isEqualTo(
            io.cordon.datasets.SourceSettings.files("csv", "a", "b")
                .withSchema("x INT")
                .withOptions(Map.of("header", "true")));
    assertThat(source.id()).containsExactly("i", "j");
    assertThat(source.label()).contains("l");
    assertThat(source.exclude()).containsExactly("e");
    assertThat(source.holdOut().orElseThrow().testShare()).isEqualTo(0.25);
    assertThat(source.holdOut().orElseThrow().contamination()).hasValue(0.2);
    assertThat(source.holdOut().orElseThrow().seed()).isEqualTo(3);
    assertThat(run.sequences())
        .contains(new SeriesWindows("s", List.of("w"), Optional.of("y"), 6, 2));
    assertThat(run.table().id()).containsExactly("y", "s");
    assertThat(sequences("text")).isEqualTo(new TextSequences("t", List.of("A", "B"), 8, 4));
    assertThat(sequences("events"))
        .isEqualTo(
            new EventSequences(
                "v", List.of("u"), 9, Optional.of(new EventSequences.Grouping("q", "z"))));
    assertThat(run.features().scaling().usual()).isEqualTo(Scaling.ROBUST);
    assertThat(run.features().scaling().byColumn()).isEqualTo(Map.of("amount", Scaling.NONE));
    assertThat(run.features().scaling().heavyTail()).isEqualTo(3);
    assertThat(run.roles().categorical()).containsExactly("port");
    assertThat(run.features().categories().most()).isEqualTo(9);
    assertThat(run.features().categories().mostDistinct()).isEqualTo(99);
    assertThat(run.features().nulls()).isEqualTo(Missing.REJECT);
    assertThat(run.features().nan()).isEqualTo(Missing.IMPUTE);
    assertThat(run.detector().name()).isEqualTo("autoencoder");
    assertThat(run.training())
        .isEqualTo(
            new io.cordon.training.TrainingSettings(
                11,
                12,
                true,
                4,
                13,
                new Optimiser(Optimiser.Kind.SGD, 0.25f, 0.5f),
                0.125f,
                0.05,
                Engine.DL4J,
                Stop.ENTROPY));
    assertThat(run.shards()).isEqualTo(3);
    assertThat(run.supervision()).isEqualTo(Supervision.SEMI_SUPERVISED);
    assertThat(run.threshold())
        .isEqualTo(
            new RunSettings.ThresholdOptions(
                new ThresholdRule(ThresholdRule.Mode.TOP_K, 17), false));
    assertThat(run.model().path()).contains("m");
    assertThat(run.model().ifExists()).isEqualTo(RunSettings.IfExists.REPLACE);
    assertThat(run.model().checkpoints()).contains("c");
    assertThat(run.model().every()).isEqualTo(2);
    assertThat(run.output().path()).contains("o");
    assertThat(run.output().format()).isEqualTo("orc");
    assertThat(run.output().columns()).containsExactly("k");
    assertThat(run.output().control()).isTrue();
    assertThat(run.output().reasons()).isEqualTo(5);
    assertThat(run.output().alerts()).isFalse();
    assertThat(run.output().flagging()).isEqualTo(new Flagging(Flagging.Mode.FIXED, 0.2, 1.5f));
    assertThat(run.output().ifExists()).isEqualTo(RunSettings.IfExists.REPLACE);
    assertThat(run.drift().enabled()).isFalse();
    assertThat(run.drift().score().psi()).isEqualTo(new Limits(0.01, 0.02));
    assertThat(run.drift().score().ks()).isEqualTo(new Limits(0.03, 0.04));
    assertThat(run.drift().columns())
        .isEqualTo(
            new DriftLimits(
                new Limits(0.06, 0.07),
                new Limits(0.08, 0.09),
                new Limits(0.11, 0.12),
                new Limits(0.13, 0.14)));
    assertThat(run.drift().rows()).isEqualTo(new Limits(0.15, 0.16));
    assertThat(run.drift().days()).isEqualTo(9);
    assertThat(run.day())
        .isEqualTo(new RunSettings.DayOptions(Optional.of("day"), 0.25, Duration.ofSeconds(7)));
    assertThat(run.evaluation().anomalies()).containsExactly("yes");
    assertThat(run.evaluation().report()).contains("r");
  }

  private static Sequences sequences(String form) {
    Config chosen = ConfigFactory.parseMap(Map.of("sequences.form", form));
    return RunSettings.of(chosen.withFallback(EVERY_KEY)).sequences().orElseThrow();
  }

  @Test
  void aFormOfSequencesAsksForItsKeys() {
    assertThatThrownBy(() -> RunSettings.of(ConfigFactory.parseString("sequences.form = text")))
        .hasMessageContaining("sequences.text.column (default): must be set")
        .hasMessageContaining("sequences.text.alphabet (default): must be set");
    assertThatThrownBy(
            () ->
                RunSettings.of(
                    ConfigFactory.parseString("sequences { form = events, events.key = k }")))
        .hasMessageContaining("sequences.events.column (default): must be set")
        .hasMessageContaining("sequences.events.known (default): must be set")
        .hasMessageContaining("sequences.events.order (default): must be set as well");
    assertThatThrownBy(() -> RunSettings.of(ConfigFactory.parseString("sequences.form = series")))
        .hasMessageContaining("sequences.series.time (default): must be set")
        .hasMessageContaining("sequences.series.values (default): must be set");
  }

  @Test
  void alertsNeedKeysAndAreLeftOutWithoutThemUnlessAskedFor() {
    assertThat(RunSettings.of(ConfigFactory.empty()).output().alerts()).isFalse();
    assertThat(RunSettings.of(ConfigFactory.parseString("source.id = [i]")).output().alerts())
        .isTrue();
    assertThatThrownBy(() -> RunSettings.of(ConfigFactory.parseString("output.alerts = true")))
        .hasMessageContaining("output.alerts")
        .hasMessageContaining("needs source.id, the columns that tell rows apart");
    assertThatThrownBy(
            () -> RunSettings.of(ConfigFactory.parseString("drift.rows { warn = 2, fail = 1 }")))
        .hasMessageContaining("must not be below rows.warn");
  }

  @Test
  void theModelKeepsWhatShapedItAndNoPlace() {
    assertThat(RunSettings.of(EVERY_KEY).resolved())
        .contains("\"rounds\":12", "\"hidden\":[", "\"max-categories\":9", "\"contamination\":0.05")
        .doesNotContain("\"path\"", "\"source\"", "\"model\"", "\"evaluation\"");
  }

  /** Paths of all settings; a group that takes any keys counts as one. */
  private static TreeSet<String> keys(Config reference) {
    TreeSet<String> keys = new TreeSet<>();
    reference.entrySet().forEach(entry -> keys.add(entry.getKey()));
    keys.add("source.options");
    keys.add("features.scaling-of");
    return keys;
  }
}
