package io.cordon.jobs.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.cordon.error.ExitCode;
import io.cordon.jobs.reproduce.Protocol.Figure;
import io.cordon.jobs.reproduce.Protocol.Method;
import io.cordon.jobs.reproduce.Protocol.Parting;
import io.cordon.jobs.reproduce.Protocol.Role;
import io.cordon.jobs.reproduce.Protocol.Split;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final Split HALVES =
      new Split("halves", Parting.NORMAL_HALF, OptionalDouble.empty());
  private static final Method METHOD =
      new Method(
          "plain",
          "Plain",
          ConfigFactory.empty(),
          Map.of("halves", Map.of(Figure.F1, "76.6 ± 0.6")),
          "a remark",
          Role.PAPER);
  private static final Protocol PROTOCOL =
      new Protocol("toy", "Toy", 3, List.of(Figure.F1), List.of(HALVES), List.of(METHOD));

  private static Cell cell(double f1) {
    return Cell.measured("s", Map.of(Figure.F1, f1), Map.of(Figure.F1, 0.25), 2);
  }

  @Test
  void aRowShowsPublishedOursWithSpreadControlSecondsAndRemark() {
    ResultTable table = new ResultTable(PROTOCOL);
    table.add(HALVES, METHOD, cell(0.5));
    table.add(HALVES, METHOD, cell(0.7));
    assertThat(table.markdown())
        .contains("| Plain | 76.6 ± 0.6 | 60.0 ± 14.1 (2) | 25.0 ± 0.0 | 2.0 | a remark |\n");
  }

  @Test
  void runsThatFailedAreCountedAndSayWhy() {
    ResultTable table = new ResultTable(PROTOCOL);
    table.add(HALVES, METHOD, cell(0.5));
    table.add(HALVES, METHOD, Cell.failed("s", "it broke", ExitCode.BAD_DATA));
    assertThat(table.markdown())
        .contains("| 50.0 ± 0.0 (1) | 25.0 ± 0.0 | 2.0 | a remark 1 of 2 runs failed: it broke |");
    ResultTable none = new ResultTable(PROTOCOL);
    none.add(HALVES, METHOD, Cell.failed("s", "it broke", ExitCode.BAD_DATA));
    assertThat(none.markdown()).contains("| Plain | 76.6 ± 0.6 | – | – | – | a remark");
  }

  @Test
  void theExitCodeIsOfTheFirstFailureInTheOrderOfTheTable() {
    Method second = new Method("other", "Other", ConfigFactory.empty(), Map.of(), "", Role.OTHER);
    Protocol two =
        new Protocol("toy", "Toy", 3, List.of(Figure.F1), List.of(HALVES), List.of(METHOD, second));
    ResultTable table = new ResultTable(two);
    table.add(HALVES, METHOD, cell(0.5));
    table.add(HALVES, second, cell(0.5));
    assertThat(table.exitCode()).isZero();
    table.add(HALVES, second, Cell.failed("s", "lost", ExitCode.COMPUTE_LOST));
    assertThat(table.exitCode()).isEqualTo(ExitCode.COMPUTE_LOST.code());
    table.add(HALVES, METHOD, Cell.failed("s", "bad", ExitCode.BAD_DATA));
    table.add(HALVES, METHOD, Cell.failed("s", "broken", ExitCode.BUG));
    assertThat(table.exitCode()).isEqualTo(ExitCode.BAD_DATA.code());
  }

  @Test
  void aFailedCellKeepsItsCodeAndOneWrittenBeforeThereWereCodesIsRead() throws IOException {
    Cell failed = Cell.failed("s", "it broke", ExitCode.BAD_DATA);
    assertThat(new ObjectMapper().readValue(failed.json(), Cell.class)).isEqualTo(failed);
    String old = cell(0.5).json().replaceAll(",\\s*\"exitCode\" : 0", "");
    assertThat(old).doesNotContain("exitCode");
    assertThat(Cell.finished(old, "s")).contains(cell(0.5));
  }

  @Test
  void aCellComesBackFromItsFileUnlessItFailedOrIsOfOtherSettingsOrDamaged() {
    Cell cell = cell(0.1 + 0.2);
    assertThat(Cell.finished(cell.json(), "s")).contains(cell);
    assertThat(Cell.finished(cell.json(), "t")).isEmpty();
    assertThat(Cell.finished(cell.json().substring(0, 30), "s")).isEmpty();
    assertThat(Cell.finished(Cell.failed("s", "it broke", ExitCode.BAD_DATA).json(), "s"))
        .isEmpty();
  }
}
