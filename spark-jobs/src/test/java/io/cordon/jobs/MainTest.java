package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.reproduce.Protocol;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsTheJobsWhenNoneIsNamed() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("Usage: cordon", "Jobs:", "doctor", "Exit codes:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void suggestsTheNearestJob() {
    assertThat(run("doctr")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("'doctr'", "cordon doctor");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void refusesAnUnknownOptionWithAHint() {
    assertThat(run("doctor", "--bogus")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("Unknown option: '--bogus'", "Try 'cordon doctor --help'.");
  }

  @Test
  void everyJobExplainsItself() {
    for (String job : Main.commandLine().getSubcommands().keySet()) {
      assertThat(run(job, "--help")).as(job).isZero();
      assertThat(out.toString()).contains("Usage: cordon " + job);
    }
  }

  @Test
  void reproduceExplainsItselfWithEveryProtocol() {
    run("reproduce", "--help");
    assertThat(out.toString().replaceAll("\\s+", " ")).contains(String.join(", ", Protocol.NAMES));
  }

  @Test
  void printsOneSentenceForAUserMistakeAndItsCode() {
    assertThat(run("fails-user")).isEqualTo(ExitCode.STORAGE.code());
    assertThat(err.toString()).isEqualTo("The disk is full.\n");
  }

  @Test
  void printsTheStackTraceOfAFault() {
    assertThat(run("fails-bug")).isEqualTo(ExitCode.BUG.code());
    assertThat(err.toString()).contains("IllegalStateException: oops", "\tat ", "fault of Cordon");
  }

  @Test
  void theLastOfRepeatedSettingsWins() {
    assertThat(run("train", "--set", "training.rounds=many", "--set", "training.rounds=-1"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("training.rounds", "-1").doesNotContain("many");
  }

  @Test
  void refusesASettingWithoutAValue() {
    assertThat(run("train", "--set", "b")).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("--set", "KEY=VALUE");
  }

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.addSubcommand(
        "fails-user", new Fails(new UserException(ExitCode.STORAGE, "The disk is full.")));
    line.addSubcommand("fails-bug", new Fails(new IllegalStateException("oops")));
    Main.explain(line);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @Command
  private record Fails(RuntimeException with) implements Callable<Integer> {
    @Override
    public Integer call() {
      throw with;
    }
  }
}
