package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.detector.registry.Detectors;
import io.cordon.error.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every mistake in the settings is told in full, with exit code 2, before a session starts. */
class WrongSettingsTest {
  private static final String DETECTORS = String.join(", ", Detectors.names());

  private static final String SCALINGS =
      "which must be one of auto, min-max, log-min-max, standard, robust, none";
  private static final String ACTIVATIONS =
      "allowed is one of linear, sigmoid, tanh, relu, leaky-relu, elu";

  @TempDir private Path folder;

  private record Told(int code, String out, String err) {}

  @AfterEach
  void noSessionWasStarted() {
    assertThat(SparkSession.getActiveSession().isEmpty()).isTrue();
    assertThat(SparkSession.getDefaultSession().isEmpty()).isTrue();
  }

  /** One wrong setting, and what is said of it behind its key and place. */
  static Stream<Arguments> wrong() {
    String fraction = "allowed is a number from 0 and below 1";
    return Stream.of(
        Arguments.of(
            "training.rounds=-1", "found -1, allowed is a whole number from 0 to 16777216"),
        Arguments.of(
            "training.rounds=many", "found \"many\", allowed is a whole number from 0 to 16777216"),
        Arguments.of("training.epochs=0", "found 0, allowed is a whole number from 1 to 16777216"),
        Arguments.of(
            "training.epochs=1.5", "found 1.5, allowed is a whole number from 1 to 16777216"),
        Arguments.of("training.batch=0", "found 0, allowed is a whole number from 1 to 1048576"),
        Arguments.of("training.shards=0", "found 0, allowed is a whole number from 1 to 65536"),
        Arguments.of(
            "training.seed=first", "found \"first\", allowed is a whole number of 64 bits"),
        Arguments.of("training.optimiser=lion", "found \"lion\", allowed is one of sgd, adam"),
        Arguments.of(
            "training.learning-rate=0", "found 0, allowed is a number from 1.0E-9 and up to 1000"),
        Arguments.of("training.momentum=1", "found 1, " + fraction),
        Arguments.of(
            "training.weight-decay=-1", "found -1, allowed is a number from 0 and up to 1000"),
        Arguments.of(
            "training.supervision=semi-supervised",
            "needs source.label, the column that tells which rows are normal"),
        Arguments.of("training.engine=torch", "found \"torch\", allowed is one of native, dl4j"),
        Arguments.of("training.round=3", "there is no such key; did you mean training.rounds?"),
        Arguments.of("detector.name=svm", "found \"svm\", allowed is one of " + DETECTORS),
        Arguments.of(
            "detector.autoencoder.hidden=[60, 0]",
            "found [60,0], allowed is a list of whole numbers from 1 to 65536"),
        Arguments.of(
            "detector.autoencoder.code=-2", "found -2, allowed is a whole number from 0 to 65536"),
        Arguments.of("detector.autoencoder.activation=gelu", "found \"gelu\", " + ACTIVATIONS),
        Arguments.of("detector.autoencoder.output=3", "found 3, " + ACTIVATIONS),
        Arguments.of(
            "detector.autoencoder.score=cosine",
            "found \"cosine\", allowed is one of squared-error, angle, step-error"),
        Arguments.of("detector.oc-nn.nu=1.2", "found 1.2, " + fraction),
        Arguments.of(
            "detector.oc-nn.activation=tanh",
            "found \"tanh\", allowed is one of linear, sigmoid, relu"),
        Arguments.of(
            "detector.oc-nn.normalise=perhaps", "found \"perhaps\", allowed is true or false"),
        Arguments.of(
            "encoder.name=pca",
            "found \"pca\", allowed is one of auto, autoencoder, conv-autoencoder, lstm-autoencoder, imported, none"),
        Arguments.of(
            "encoder.imported.layers=-1", "found -1, allowed is a whole number from 0 to 65536"),
        Arguments.of("ensemble.members=0", "found 0, allowed is a whole number from 1 to 1000"),
        Arguments.of("ensemble.combine=max", "found \"max\", allowed is one of median, mean"),
        Arguments.of("trainings.rounds=3", "there is no such key; did you mean training.rounds?"),
        Arguments.of(
            "threshold.contamination=0.7", "found 0.7, allowed is a number above 0 and up to 0.5"),
        Arguments.of(
            "threshold.contamination=0", "found 0, allowed is a number above 0 and up to 0.5"),
        Arguments.of(
            "threshold.quantile=median", "found \"median\", allowed is one of exact, approximate"),
        Arguments.of(
            "source.dataset=iris",
            "must be one of arrhythmia, cifar10, demo, ecg5000, fashion-mnist, gaussian, hdfs, kddcup99, mnist, nab, protein, thyroid, usps, or \"\" for a table of your own"),
        Arguments.of(
            "sequences.form=waves",
            "found \"waves\", allowed is one of none, text, events, series"),
        Arguments.of("sequences.text.alphabet=ABA", "must have no entry twice, but has A"),
        Arguments.of(
            "source.orientation=upside-down",
            "found \"upside-down\", allowed is one of attack-is-anomaly, normal-is-anomaly"),
        Arguments.of(
            "source.rows=0", "found 0, allowed is a whole number from 1 to 9223372036854775807"),
        Arguments.of("source.anomaly-share=2", "found 2, allowed is a number from 0 and up to 1"),
        Arguments.of("source.hold-out.test-share=1", "found 1, " + fraction),
        Arguments.of(
            "source.hold-out.enabled=true",
            "needs source.id, by which rows are parted, and source.label"),
        Arguments.of("source.options=fast", "found \"fast\", allowed is a group of any keys"),
        Arguments.of(
            "features.scaling=log",
            "found \"log\", allowed is one of auto, min-max, log-min-max, standard, robust, none"),
        Arguments.of(
            "features.scaling-of.amount=log",
            "gives column amount the scaling \"log\", " + SCALINGS),
        Arguments.of("features.skewness-limit=-1", "found -1, allowed is a number from 0"),
        Arguments.of(
            "features.max-categories=0", "found 0, allowed is a whole number from 1 to 65536"),
        Arguments.of("features.max-distinct=50", "must not be below max-categories, which is 100"),
        Arguments.of("features.nulls=zero", "found \"zero\", allowed is one of impute, reject"),
        Arguments.of("features.nan=zero", "found \"zero\", allowed is one of impute, reject"),
        Arguments.of("model.if-exists=append", "found \"append\", allowed is one of fail, replace"),
        Arguments.of(
            "model.checkpoint.every=0", "found 0, allowed is a whole number from 1 to 1048576"),
        Arguments.of(
            "model=here",
            "found \"here\", allowed is a group of the keys checkpoint, if-exists, path"),
        Arguments.of(
            "output.format=hudi",
            "found \"hudi\", allowed is one of parquet, orc, avro, csv, json, delta, iceberg, hive"),
        Arguments.of("output.control=3", "found 3, allowed is true or false"),
        Arguments.of("source.date-column=a/b", "must be letters, digits and underscores"),
        Arguments.of("quarantine.max-share=1", "found 1, " + fraction),
        Arguments.of(
            "lock.lease-seconds=0", "found 0, allowed is a whole number from 1 to 1048576"),
        Arguments.of("output.colums=[a]", "there is no such key; did you mean output.columns?"),
        Arguments.of("evaluation.anomalies=[[1]]", "found [[1]], allowed is a list of texts"),
        Arguments.of("zzzzzzzzzzzz=1", "there is no such key"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void isToldWithItsKeyItsPlaceAndWhatIsAllowed(String setting, String message) {
    Told told = run("train", "--set", setting);
    String key = setting.substring(0, setting.indexOf('='));
    key = key.startsWith("features.scaling-of.") ? "features.scaling-of" : key;
    assertThat(told.err())
        .isEqualTo("The settings have a problem:%n  %s (--set:1): %s%n".formatted(key, message));
    assertThat(told.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(told.out()).isEmpty();
  }

  @Test
  void allProblemsOfAFileAndOfTheCommandLineAreToldAtOnce() throws IOException {
    Path file = folder.resolve("run.conf");
    Files.writeString(
        file,
        """
        detector.name = svm
        training {
          rounds = -1
          leraning-rate = 0.1
        }
        source { dataset = demo, path = "x" }
        """);
    Told told = run("score", "--config", file.toString(), "--set", "threshold.contamination=2");
    assertThat(told.err())
        .isEqualTo(
            """
            The settings have 5 problems:
              detector.name (%1$s:1): found "svm", allowed is one of %2$s
              source.path (%1$s:6): is for a table of your own, but source.dataset names demo, whose folder is source.data
              threshold.contamination (--set:1): found 2, allowed is a number above 0 and up to 0.5
              training.leraning-rate (%1$s:4): there is no such key; did you mean training.learning-rate?
              training.rounds (%1$s:3): found -1, allowed is a whole number from 0 to 16777216
            """
                .formatted(file, DETECTORS));
    assertThat(told.code()).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void aFileThatIsNotThereOrNoHoconIsToldOf() throws IOException {
    Path none = folder.resolve("none.conf");
    assertThat(run("train", "--config", none.toString()))
        .isEqualTo(
            new Told(
                2,
                "",
                "--config must name a readable file, but %s is none: examples are in conf/%n"
                    .formatted(none)));
    Path broken = Files.writeString(folder.resolve("broken.conf"), "training { rounds = 3\n");
    assertThat(run("evaluate", "--config", broken.toString()))
        .isEqualTo(
            new Told(
                2,
                "",
                "The settings must be HOCON, but %s: 2: expecting a close parentheses ')' here, not: end of file%n"
                    .formatted(broken)));
    Path lost = Files.writeString(folder.resolve("lost.conf"), "model.path = ${NO_SUCH_THING_X}\n");
    assertThat(run("train", "--config", lost.toString()).err())
        .startsWith(
            "Every substitution in the settings must name a key or an environment variable: "
                + lost
                + ": 1:")
        .contains("NO_SUCH_THING_X");
  }

  /** Words of the command line that no job takes. */
  static Stream<Arguments> wrongWords() {
    return Stream.of(
        Arguments.of(
            List.of("train", "--set", "training.rounds"),
            "Value for option option '--set' (KEY=VALUE) should be in KEY=VALUE format but was training.rounds"),
        Arguments.of(List.of("train", "--fast"), "Unknown option: '--fast'"),
        Arguments.of(List.of("score", "table"), "Unmatched argument at index 1: 'table'"),
        Arguments.of(
            List.of("train", "--config"),
            "Missing required parameter for option '--config' (FILE)"),
        Arguments.of(
            List.of("demo", "--rows", "many"),
            "Invalid value for option '--rows': 'many' is not a long"),
        Arguments.of(List.of("trian"), "Unmatched argument at index 0: 'trian'"));
  }

  @ParameterizedTest
  @MethodSource("wrongWords")
  void aWrongWordIsToldOf(List<String> words, String message) {
    Told told = run(words.toArray(String[]::new));
    assertThat(told.err().lines().findFirst()).contains(message);
    assertThat(told.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(told.out()).isEmpty();
  }

  /** What is said of a day, before anything is read. */
  static Stream<Arguments> wrongDays() {
    String table =
        "score --date needs one table as it is: set source.path to its folder or name and source.format to one of parquet, orc, delta, iceberg, hive, ";
    return Stream.of(
        Arguments.of(
            List.of("--date", "../x"),
            "--date must be a day of the calendar such as 2026-11-21, but is \"../x\""),
        Arguments.of(List.of("--date", ""), "--date must be a day of the calendar such as"),
        Arguments.of(List.of("--date", "9999-12-31"), "--date must be a day that has begun"),
        Arguments.of(List.of("--force"), "go with --date: add the day"),
        Arguments.of(List.of("--date", "2026-11-20"), table),
        Arguments.of(List.of("--date", "2026-11-20", "--set", "source.dataset=demo"), table),
        Arguments.of(
            List.of("--date", "2026-11-20", "--set", "source.path=x"),
            "score --date needs a table that is partitioned by date: set source.date-column"),
        Arguments.of(
            List.of(
                "--date", "2026-11-20", "--set", "source.path=x", "--set", "source.date-column=d"),
            "score --date needs a model: set model.path"),
        Arguments.of(
            List.of(
                "--date",
                "2026-11-20",
                "--set",
                "source.path=s3a://lake/source",
                "--set",
                "source.date-column=d",
                "--set",
                "model.path=m",
                "--set",
                "output.path=s3a://lake/scored"),
            "renames, which are not atomic on object stores, but output.path is on s3a://: use a Delta Lake or an Iceberg table there"));
  }

  @ParameterizedTest
  @MethodSource("wrongDays")
  void matrix59ADayThatCannotBeScoredIsToldOf(List<String> words, String message) {
    List<String> all = new ArrayList<>(List.of("score"));
    all.addAll(words);
    Told told = run(all.toArray(String[]::new));
    assertThat(told.err()).contains(message);
    assertThat(told.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(told.out()).isEmpty();
  }

  private static Told run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Told(line.execute(arguments), out.toString(), err.toString());
  }
}
