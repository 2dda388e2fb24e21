package io.cordon.config;

import static io.cordon.config.TestSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResolvedJsonTest {
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
}
