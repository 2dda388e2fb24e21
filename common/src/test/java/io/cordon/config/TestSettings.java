package io.cordon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;

/** Settings over a small reference. */
final class TestSettings {
  static final Config REFERENCE =
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

  static void fails(Settings settings, String message) {
    assertThatThrownBy(settings::finish)
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(message);
  }

  static Settings settings(String text) {
    return Settings.load(
        ConfigFactory.parseString(
            text, ConfigParseOptions.defaults().setOriginDescription("user.conf")),
        REFERENCE);
  }

  private TestSettings() {}
}
