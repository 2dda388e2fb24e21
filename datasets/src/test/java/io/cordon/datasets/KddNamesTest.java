package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cordon.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class KddNamesTest {

  static String published() {
    StringBuilder text = new StringBuilder("back,neptune,normal.\n\n");
    for (KddColumn column : KddColumn.values()) {
      text.append(column.column()).append(": ").append(column.kind().published()).append(".\n");
    }
    return text.toString();
  }

  @Test
  void thePublishedFileFitsTheColumnsOfThisRelease() throws IOException {
    String text =
        Files.readString(
            RealData.folderWith("kddcup99/kddcup.names").resolve("kddcup99/kddcup.names"));
    assertThatCode(() -> KddNames.check(text, "kddcup.names")).doesNotThrowAnyException();
  }

  @Test
  void theFirstFeatureThatDiffersIsNamed() {
    String text = published().replace("dst_bytes: continuous.", "dst_bytes: symbolic.");
    assertFails(
        () -> KddNames.check(text, "names"),
        ExitCode.MISMATCH,
        "names must list feature 6 as dst_bytes:continuous, but lists dst_bytes:symbolic");
  }

  @Test
  void aMissingAndAnAddedFeatureAreRefused() {
    String shorter = published().replaceAll("dst_host_srv_rerror_rate.*\n", "");
    assertFails(
        () -> KddNames.check(shorter, "names"),
        ExitCode.MISMATCH,
        "feature 41",
        "but lists nothing");
    assertFails(
        () -> KddNames.check(published() + "more: continuous.\n", "names"),
        ExitCode.MISMATCH,
        "41 features, but lists 42 features");
  }

  @Test
  void everyAttackHasOneOfFourCategories() {
    assertThat(KddAttacks.names()).hasSize(40).doesNotHaveDuplicates();
    assertThat(KddAttacks.category("smurf")).isEqualTo("dos");
    assertThat(KddAttacks.category("portsweep")).isEqualTo("probe");
    assertThat(KddAttacks.category("warezclient")).isEqualTo("r2l");
    assertThat(KddAttacks.category("rootkit")).isEqualTo("u2r");
    assertThat(KddAttacks.category("normal")).isEqualTo("normal");
    assertThat(KddAttacks.category("junk")).isEmpty();
  }
}
