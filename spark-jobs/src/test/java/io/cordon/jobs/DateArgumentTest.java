package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateArgumentTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

  @Test
  void readsADayOfTheCalendar() {
    assertThat(DateArgument.parse("2026-11-21", NOW)).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(DateArgument.parse("2024-02-29", NOW)).isEqualTo(LocalDate.of(2024, 2, 29));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "../x",
        "2024-01-01/../../x",
        "' OR 1=1",
        "20240101",
        "+2024-01-01",
        "2024-1-1",
        "2024-01-01 ",
        "٢٠٢٤-٠١-٠١",
        "today"
      })
  void matrix59RefusesWhatIsNone(String text) {
    assertThatThrownBy(() -> DateArgument.parse(text, NOW))
        .isInstanceOfSatisfying(
            UserException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            "--date must be a day of the calendar such as 2026-11-21, but is \"" + text + "\"");
  }

  @Test
  void matrix59RefusesADayThatHasBegunNowhere() {
    assertThat(DateArgument.parse("2026-11-22", NOW)).isEqualTo(LocalDate.of(2026, 11, 22));
    Clock evening = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    assertThat(DateArgument.parse("2026-11-23", evening)).isEqualTo(LocalDate.of(2026, 11, 23));
    assertThatThrownBy(() -> DateArgument.parse("2026-11-23", NOW))
        .hasMessage(
            "--date must be a day that has begun, but 2026-11-23 is after 2026-11-22: name a day with data");
  }
}
