package io.cordon.config;

import static io.cordon.config.TestSettings.fails;
import static io.cordon.config.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.config.TestSettings.Activation;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How values are read. */
class SettingsTest {
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
}
