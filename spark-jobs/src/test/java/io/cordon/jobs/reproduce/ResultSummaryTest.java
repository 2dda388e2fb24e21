package io.cordon.jobs.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.reproduce.Protocol.Figure;
import io.cordon.jobs.reproduce.Protocol.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSummaryTest {
  private static final Path COMMITTED = Path.of("..", "docs", "results");

  @TempDir private Path folder;

  /** Writes results of Thyroid's shuffled halves, two runs a method. */
  private void thyroid(Map<String, Double> f1) throws IOException {
    Protocol protocol = Protocol.named("thyroid");
    ResultTable table = new ResultTable(protocol);
    for (Method method : protocol.methods()) {
      if (f1.containsKey(method.name())) {
        double figure = f1.get(method.name());
        Map<Figure, Double> control = Map.of(Figure.F1, 0.25, Figure.AUROC, 0.5);
        for (double run : new double[] {figure - 0.1, figure + 0.1}) {
          table.add(
              protocol.splits().get(0),
              method,
              Cell.measured("s", Map.of(Figure.F1, run, Figure.AUROC, 0.5), control, 2));
        }
      }
    }
    Files.writeString(folder.resolve("thyroid.json"), table.results().json());
  }

  private UserException refusal() {
    return catchThrowableOfType(
        UserException.class, () -> ResultSummary.of(folder, "docs/results"));
  }

  @Test
  void theReadmeShowsWhatTheCommittedResultsGive() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    Path copy = folder.resolve("README.md");
    Files.writeString(copy, readme);
    ResultSummary.into(copy, ResultSummary.of(COMMITTED, "docs/results"));
    assertThat(readme)
        .as("run ./submit.sh reproduce --summary docs/results")
        .isEqualTo(Files.readString(copy));
  }

  @Test
  void aRowHoldsThePublishedBestThePapersMethodAndTheBestThatDidNotSeeLabels() throws IOException {
    thyroid(Map.of("plad", 0.3, "plad-oracle", 0.9, "duad", 0.6, "pca", 0.5));
    assertThat(ResultSummary.of(folder, "there"))
        .contains(
            "| [thyroid](there/thyroid.md), shuffled halves | F1 | PLAD 76.6 ± 0.6 |"
                + " PLAD, deterministic (Eq. 3): 30.0 ± 14.1 (2), untrained 25.0 ± 0.0<br>PLAD: not run |"
                + " DUAD: 60.0 ± 14.1 (2), untrained 25.0 ± 0.0 |\n")
        .contains("file order | F1 | PLAD 76.6 ± 0.6 | PLAD: not run<br>PLAD: not run | – |\n")
        .doesNotContain("oracle", "AUROC");
  }

  @Test
  void aFolderWithoutResultsAndOneWithOthersAreRefused() throws IOException {
    assertThat(refusal().exitCode()).isEqualTo(ExitCode.STORAGE);
    assertThat(refusal().getMessage()).contains(folder.toString(), "thyroid.json");
    Files.writeString(folder.resolve("thyroid.json"), "{ \"splits\": [");
    assertThat(refusal().exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(refusal().getMessage()).contains("thyroid.json must be a file that reproduce wrote");
  }

  @Test
  void aDocumentKeepsWhatStandsAroundTheMarksAndOneWithoutMarksIsRefused() throws IOException {
    Path document = folder.resolve("page.md");
    Files.writeString(
        document, "before\n" + ResultSummary.BEGIN + "\nold\n" + ResultSummary.END + "\nafter\n");
    ResultSummary.into(document, "new\n");
    assertThat(document)
        .hasContent(
            "before\n" + ResultSummary.BEGIN + "\n\nnew\n\n" + ResultSummary.END + "\nafter\n");
    Files.writeString(document, ResultSummary.END + "\n" + ResultSummary.BEGIN);
    UserException refused =
        catchThrowableOfType(UserException.class, () -> ResultSummary.into(document, "new\n"));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(refused.getMessage()).contains("page.md must hold the lines", "put them in");
  }
}
