package io.cordon.spark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFormatTest {

  @ParameterizedTest
  @EnumSource(names = {"DELTA", "ICEBERG"})
  void aFormatWithoutItsJarSaysWhatToAdd(TableFormat format) {
    Thread thread = Thread.currentThread();
    ClassLoader all = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      refused(format, "lake.days.scored", "set CORDON_TABLES=" + format.text());
      TableFormat.PARQUET.check("output.path", "lake/scored");
    } finally {
      thread.setContextClassLoader(all);
    }
    format.check("output.path", "lake.days.scored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"scored", "lake.sco red", "lake.`x`", "lake.x; drop", "../lake.x", "lake..x"})
  void aNameIsOneOfPlainPartsOnly(String name) {
    refused(TableFormat.HIVE, name, "output.path must name a table of format hive");
    refused(TableFormat.ICEBERG, name, "such as catalog.database.table, but is " + name);
  }

  @Test
  void formatsAreFoundByWhatTheSettingsSay() {
    assertThat(TableFormat.of("delta")).contains(TableFormat.DELTA);
    assertThat(TableFormat.of("csv")).isEmpty();
  }

  private static void refused(TableFormat format, String place, String words) {
    assertThatThrownBy(() -> format.check("output.path", place))
        .isInstanceOfSatisfying(
            UserException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(words);
  }
}
