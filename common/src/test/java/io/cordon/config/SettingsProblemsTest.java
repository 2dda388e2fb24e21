package io.cordon.config;

import static io.cordon.config.TestSettings.REFERENCE;
import static io.cordon.config.TestSettings.fails;
import static io.cordon.config.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.cordon.config.TestSettings.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How mistakes are told. */
class SettingsProblemsTest {
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

  private static void wrong(String text, Consumer<Settings> reading, String line) {
    Settings settings = settings(text);
    reading.accept(settings);
    fails(settings, "The settings have a problem:\n  " + line);
  }
}
