package io.cordon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Config REFERENCE =
      ConfigFactory.parseString(
          """
          source { path = null, format = auto, options {}, password = null }
          detector { name = oc-nn, oc-nn { nu = 0.1, activation = linear, hidden = 32 } }
          training { rounds = 20, seed = 1, layers = [60, 30], resume = false }
          """);

  enum Activation {
    LINEAR,
    LEAKY_RELU
  }

  @Test
  void givesTheReferencesValuesWhereNothingIsSet() {
    Settings settings = settings("");
    assertThat(settings.text("detector.name")).isEqualTo("oc-nn");
    assertThat(settings.optionalText("source.path")).isEmpty();
    assertThat(settings.map("source.options")).isEmpty();
    assertThat(settings.number("detector.oc-nn.nu", Range.open(0, 1))).isEqualTo(0.1);
    assertThat(settings.oneOf("detector.oc-nn.activation", Activation.class))
        .isEqualTo(Activation.LINEAR);
    assertThat(settings.integer("training.rounds", 0, 100)).isEqualTo(20);
    assertThat(settings.wholeNumber("training.seed")).isEqualTo(1);
    assertThat(settings.texts("training.layers")).containsExactly("60", "30");
    assertThat(settings.flag("training.resume")).isFalse();
    assertThat(settings.isSet("training.rounds")).isFalse();
    settings.finish();
  }

  @Test
  void readsEveryTypeThatTheUserSets() {
    Settings settings =
        settings(
            """
            source { path = "/a b", format = 7, options { header = true, "a.b" = x, c { d = 0.10 }, gone = null } }
            detector.oc-nn { nu = "0.25", activation = leaky-relu }
            training { rounds = 1e2, seed = 9007199254740993, layers = 8, resume = yes }
            """);
    assertThat(settings.optionalText("source.path")).contains("/a b");
    assertThat(settings.text("source.format")).isEqualTo("7");
    assertThat(settings.map("source.options"))
        .isEqualTo(Map.of("header", "true", "a.b", "x", "c.d", "0.10"));
    assertThat(settings.number("detector.oc-nn.nu", Range.open(0, 1))).isEqualTo(0.25);
    assertThat(settings.oneOf("detector.oc-nn.activation", Activation.class))
        .isEqualTo(Activation.LEAKY_RELU);
    assertThat(settings.oneOf("detector.name", List.of("autoencoder", "oc-nn"))).isEqualTo("oc-nn");
    assertThat(settings.integer("training.rounds", 0, 100)).isEqualTo(100);
    assertThat(settings.wholeNumber("training.seed"))
        .as("more digits than a double has")
        .isEqualTo(9007199254740993L);
    assertThat(settings.texts("training.layers")).containsExactly("8");
    assertThat(settings.flag("training.resume")).isTrue();
    assertThat(settings.isSet("training.rounds")).isTrue();
    settings.finish();
  }

  @Test
  void anEmptyOptionalTextIsNone() {
    assertThat(settings("source.path = \"\"").optionalText("source.path")).isEmpty();
  }

  @Test
  void aViewReadsItsGroupAndSharesTheProblems() {
    Settings settings = settings("detector.oc-nn.nu = 3");
    Settings view = settings.at("detector").at("oc-nn");
    assertThat(view.integer("hidden", 1, 100)).isEqualTo(32);
    assertThat(view.number("nu", Range.openClosed(0, 0.5)))
        .as("goes on with the reference's value")
        .isEqualTo(0.1);
    fails(
        settings,
        "The settings have a problem:\n  detector.oc-nn.nu (user.conf:1): found 3, allowed is a number above 0 and up to 0.5");
  }

  @Test
  void namesTheNearestKeyForAnUnknownOne() {
    fails(
        settings("trainign.rounds = 3"),
        "The settings have a problem:\n  trainign.rounds (user.conf:1): there is no such key; did you mean training.rounds?");
    fails(
        settings("rounds = 3"),
        "The settings have a problem:\n  rounds (user.conf:1): there is no such key; did you mean training.rounds?");
    fails(
        settings("detector.nu = 3"),
        "The settings have a problem:\n  detector.nu (user.conf:1): there is no such key; did you mean detector.oc-nn.nu?");
    fails(
        settings("source.option.a = 3"),
        "The settings have a problem:\n  source.option.a (user.conf:1): there is no such key; did you mean source.options?");
    fails(
        settings("zzzzzzzzz = 3"),
        "The settings have a problem:\n  zzzzzzzzz (user.conf:1): there is no such key");
    fails(
        settings("zzzzzzzzz {}"),
        "The settings have a problem:\n  zzzzzzzzz (user.conf:1): there is no such key");
  }

  @Test
  void tellsOfEachKindOfWrongValue() {
    wrong(
        "detector.name = [a]",
        s -> s.text("detector.name"),
        "detector.name (user.conf:1): found [\"a\"], allowed is text");
    wrong(
        "detector.name = null",
        s -> s.text("detector.name"),
        "detector.name (user.conf:1): found null, allowed is text");
    wrong(
        "source.path = [a]",
        s -> s.optionalText("source.path"),
        "source.path (user.conf:1): found [\"a\"], allowed is text or null");
    wrong(
        "training.layers = [[1]]",
        s -> s.texts("training.layers"),
        "training.layers (user.conf:1): found [[1]], allowed is a list of texts");
    wrong(
        "training.rounds = many",
        s -> s.integer("training.rounds", 0, 99),
        "training.rounds (user.conf:1): found \"many\", allowed is a whole number from 0 to 99");
    wrong(
        "training.rounds = 2.5",
        s -> s.integer("training.rounds", 0, 99),
        "training.rounds (user.conf:1): found 2.5, allowed is a whole number from 0 to 99");
    wrong(
        "training.rounds = -1",
        s -> s.integer("training.rounds", 0, 99),
        "training.rounds (user.conf:1): found -1, allowed is a whole number from 0 to 99");
    wrong(
        "training.seed = 1e30",
        s -> s.wholeNumber("training.seed"),
        "training.seed (user.conf:1): found 1.0E30, allowed is a whole number of 64 bits");
    wrong(
        "training.seed = \"1e999999999\"",
        s -> s.wholeNumber("training.seed"),
        "training.seed (user.conf:1): found \"1e999999999\", allowed is a whole number of 64 bits");
    wrong(
        "training.resume = 3",
        s -> s.flag("training.resume"),
        "training.resume (user.conf:1): found 3, allowed is true or false");
    wrong(
        "detector.oc-nn.nu = NaN",
        s -> s.number("detector.oc-nn.nu", Range.atLeast(0)),
        "detector.oc-nn.nu (user.conf:1): found \"NaN\", allowed is a number from 0");
    wrong(
        "detector.oc-nn.activation = LINEAR",
        s -> s.oneOf("detector.oc-nn.activation", Activation.class),
        "detector.oc-nn.activation (user.conf:1): found \"LINEAR\", allowed is one of linear, leaky-relu");
    wrong(
        "detector.name = svm",
        s -> s.oneOf("detector.name", List.of("autoencoder", "oc-nn")),
        "detector.name (user.conf:1): found \"svm\", allowed is one of autoencoder, oc-nn");
    wrong(
        "source.options.a = [1]",
        s -> s.map("source.options"),
        "source.options (user.conf:1): found {\"a\":[1]}, allowed is a group of keys with one text, number or flag each");
    wrong(
        "source.options = 4",
        s -> s.map("source.options"),
        "source.options (user.conf:1): found 4, allowed is a group of any keys");
    wrong(
        "training = 4",
        s -> s.flag("training.resume"),
        "training (user.conf:1): found 4, allowed is a group of the keys layers, resume, rounds, seed");
    wrong(
        "training.rounds.a = 4",
        s -> s.integer("training.rounds", 0, 99),
        "training.rounds (user.conf:1): found {\"a\":4}, allowed is a value, not a group");
    wrong(
        "source.password = [hunter2]",
        s -> s.optionalText("source.password"),
        "source.password (user.conf:1): found (redacted), allowed is text or null");
  }

  @Test
  void tellsOfAllProblemsAtOnceByKey(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("train.conf"), "training {\n  rounds = -2\n  sed = 4\n}\n");
    Config overrides = ConfigFactory.parseMap(Map.of("detector.oc-nn.nu", "x"), "--set");
    Settings settings =
        Settings.load(overrides.withFallback(ConfigFactory.parseFile(file.toFile())), REFERENCE);
    assertThat(settings.integer("training.rounds", 0, 99)).isEqualTo(20);
    assertThat(settings.integer("training.rounds", 0, 99))
        .as("read twice, told once")
        .isEqualTo(20);
    settings.number("detector.oc-nn.nu", Range.closedOpen(0, 1));
    settings.at("source").problem("path", "must be set where source.format is auto");
    settings.problem("training.rounds", "must be 0 where training.resume is false");
    fails(
        settings,
        """
        The settings have 5 problems:
          detector.oc-nn.nu (--set): found "x", allowed is a number from 0 and below 1
          source.path (default): must be set where source.format is auto
          training.rounds (FILE:2): found -2, allowed is a whole number from 0 to 99
          training.rounds (FILE:2): must be 0 where training.resume is false
          training.sed (FILE:3): there is no such key; did you mean training.seed?"""
            .replace("FILE", file.toString()));
  }

  @Test
  void soundSettingsFinishInPeace() {
    Settings settings = settings("source.options { anything { goes = 1 } }");
    settings.finish();
    assertThat(settings.map("source.options")).containsEntry("anything.goes", "1");
  }

  @Test
  void refusesASubstitutionOfNothing() {
    assertThatThrownBy(() -> settings("source.path = ${no.such.key}"))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageStartingWith(
            "Every substitution in the settings must name a key or an environment variable: ")
        .hasMessageContaining("no.such.key");
  }

  @Test
  void aKeyThatTheReferenceDoesNotListIsAMistakeOfTheProgram() {
    Settings settings = settings("");
    assertThatThrownBy(() -> settings.text("no.such"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the reference lists no key no.such");
    assertThatThrownBy(() -> settings.at("training.rounds"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.resolvedJson("no.such"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.integer("training.rounds", 0, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the reference itself must give training.rounds as a whole number from 0 to 3");
  }

  @Test
  void resolvesToTheSameJsonHoweverWritten() {
    String expected =
        "{\"detector\":{\"name\":\"oc-nn\",\"oc-nn\":{\"activation\":\"linear\",\"hidden\":32,\"nu\":0.25}},"
            + "\"training\":{\"layers\":[\"8\"],\"resume\":true,\"rounds\":100,\"seed\":1}}";
    assertThat(
            settings(
                    "detector.oc-nn.nu = 0.25, training { rounds = 100, layers = [8], resume = true }")
                .resolvedJson("training", "detector"))
        .isEqualTo(expected);
    assertThat(
            settings(
                    "training { layers = 8, resume = on, rounds = 1e2 }, detector.oc-nn.nu = \"0.250\"")
                .resolvedJson("detector", "training"))
        .isEqualTo(expected);
    assertThat(settings("source.path = \"\"").resolvedJson("source"))
        .isEqualTo(settings("").resolvedJson("source"));
  }

  @Test
  void picksPathsAndViewsOfTheResolvedSettings() {
    Settings settings = settings("training.seed = 5");
    assertThat(settings.resolvedJson("detector.name", "training.seed"))
        .isEqualTo("{\"detector\":{\"name\":\"oc-nn\"},\"training\":{\"seed\":5}}");
    assertThat(settings.at("detector.oc-nn").resolvedJson())
        .isEqualTo("{\"activation\":\"linear\",\"hidden\":32,\"nu\":0.1}");
    assertThat(settings.at("training").resolvedJson("seed")).isEqualTo("{\"seed\":5}");
  }

  @Test
  void keepsSecretsOutOfTheResolvedSettings() {
    String json =
        settings(
                "source { password = hunter2, options { apiToken = t0psecret, fs { secret { key = abc } }, user = me } }")
            .resolvedJson("source");
    assertThat(json)
        .isEqualTo(
            "{\"source\":{\"format\":\"auto\",\"options\":{\"apiToken\":\"(redacted)\",\"fs\":{\"secret\":\"(redacted)\"},\"user\":\"me\"},"
                + "\"password\":\"(redacted)\",\"path\":null}}");
  }

  private static Settings settings(String text) {
    return Settings.load(
        ConfigFactory.parseString(
            text, ConfigParseOptions.defaults().setOriginDescription("user.conf")),
        REFERENCE);
  }

  private static void wrong(String text, Consumer<Settings> reading, String line) {
    Settings settings = settings(text);
    reading.accept(settings);
    fails(settings, "The settings have a problem:\n  " + line);
  }

  private static void fails(Settings settings, String message) {
    assertThatThrownBy(settings::finish)
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(message);
  }
}
