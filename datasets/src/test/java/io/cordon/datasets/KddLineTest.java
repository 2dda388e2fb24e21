package io.cordon.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KddLineTest {
  static final String FEATURES =
      "0,tcp,http,SF,181,5450,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,8,8,0.00,0.00,0.00,0.00,1.00,0.00,0.00,9,9,1.00,0.00,0.11,0.00,0.00,0.00,0.00,0.00,";

  @Test
  void aLineFitsWithAndWithoutTheFullStop() {
    assertThat(KddLine.fits(FEATURES + "normal.")).isTrue();
    assertThat(KddLine.fits(FEATURES + "smurf")).isTrue();
  }

  @Test
  void whateverDoesNotFitIsSeen() {
    String good = FEATURES + "normal.";
    String[] bad = {
      "",
      "junk",
      good.substring(2),
      good + ",1",
      "0," + good,
      FEATURES,
      FEATURES + ".",
      FEATURES + "martian.",
      good.replace("181", "18x"),
      good.replace("181", "-1"),
      good.replace("181", ""),
      good.replace("181", "1.5"),
      good.replace("181", "1234567890123456"),
      good.replace("http", ""),
      good.replace("0.11", "0.1.1"),
      good.replace("0.11", "."),
      good.replace("0.11", "NaN"),
      good.replace("0.11", ""),
      good.replace(",0,0,0,0,0,1,", ",2,0,0,0,0,1,"),
      good.toUpperCase(java.util.Locale.ROOT)
    };
    for (String line : bad) {
      assertThat(KddLine.fits(line)).as(line).isFalse();
    }
  }

  @Test
  void featuresHaveTheirTypesAndSharesTheNearestDouble() {
    Object[] values = KddLine.features(FEATURES.replace("5450", "5155468") + "normal.");
    assertThat(values).hasSize(41);
    assertThat(values[KddColumn.SERVICE.ordinal()]).isEqualTo("http");
    assertThat(values[KddColumn.DST_BYTES.ordinal()]).isEqualTo(5_155_468L);
    assertThat(values[KddColumn.LOGGED_IN.ordinal()]).isEqualTo(1);
    for (int hundredths = 0; hundredths <= 100; hundredths++) {
      String share = "%d.%02d".formatted(hundredths / 100, hundredths % 100);
      assertThat(
              KddLine.features(FEATURES.replace("0.11", share))[
                  KddColumn.DST_HOST_SAME_SRC_PORT_RATE.ordinal()])
          .isEqualTo(Double.parseDouble(share));
    }
  }
}
