package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.Barrier;
import io.cordon.spark.ForkedJvm;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds beside {@link DayTableContract} for tables that take a day by a commit of their own.
 */
abstract class CommittedTableContract extends DayTableContract {

  /** Pattern of the data files that a commit writes. */
  abstract String dataFiles();

  /** Writes a day of the scored table past Cordon, as anybody's job may. */
  abstract void writeAsAnother(String day);

  /** Pattern of the source's state in the ledger. */
  abstract String fingerprint();

  /** Commits of the scored table. */
  abstract long commits();

  @Test
  void matrix39OfTwoWritersOfADayTheLaterCommitIsRefused() throws Exception {
    done(Lake.DAY);
    try (Barrier barrier = new Barrier();
        ForkedJvm run = start(barrier, "create " + dataFiles())) {
      barrier.await(run);
      writeAsAnother(Lake.DAY);
      barrier.release();
      assertThat(run.code()).as(run.output()).isEqualTo(ExitCode.CONCURRENT_RUN.code());
      assertThat(run.output()).contains("another wrote to it while this one was at work");
    }
    assertThat(counts()).containsExactly(Lake.DAY + " 1");
    assertNoLitter();
  }

  @Test
  void matrix41ARunKilledAfterItsCommitIsFinishedByTheNextAndNotRunAgain() throws Exception {
    try (Barrier barrier = new Barrier();
        ForkedJvm run = start(barrier, "rename .*/_cordon/2026-11-20.json")) {
      barrier.await(run);
      run.kill();
    }
    assertThat(counts()).containsExactly(Lake.DAY + " 200");
    long committed = commits();
    age();
    assertThat(done(Lake.DAY).out()).contains("Already complete, nothing was written");
    assertThat(commits()).isEqualTo(committed);
    assertNoLitter();
  }

  @Test
  void matrix40TheTablesOwnCommitsTellALostLedgerFromADeadRunThatCommittedNothing()
      throws IOException {
    done(Lake.DAY);
    Path control = folderOf("scored").resolve("_cordon");
    Path entry = control.resolve(Lake.DAY + ".json");
    assertThat(Files.readString(entry)).containsPattern(fingerprint());
    Path dead = Files.createDirectory(control.resolve(Lake.DAY + ".run-dead"));
    Files.move(entry, dead.resolve("publish.json"));
    long before = commits();
    assertThat(done(Lake.DAY).out()).contains("Already complete, nothing was written");
    assertThat(dead).doesNotExist();
    JobRun other = score(Lake.DAY, "--set", "output.columns=[id,hour]");
    assertThat(other.err()).contains("must have, beside the day, the columns", "hour INT");
    assertThat(other.code()).isEqualTo(ExitCode.MISMATCH.code());
    assertThat(commits()).isEqualTo(before);
    assertNoLitter();
  }

  @Test
  void aDayThatHasDriftedIsNotCommittedAndLeavesItsPageUntilItIsForced() {
    done(Lake.BEFORE);
    long before = commits();
    append(
        Lake.DAY,
        Lake.good().selectExpr("id + 5000 as id", "amount + 30 as amount", "hour", "service"));
    JobRun refused = score(Lake.DAY);
    Path page = folderOf("scored").resolve("_cordon/" + Lake.DAY + ".refused.html");
    assertThat(refused.err()).contains("look at ", page + " and the source");
    assertThat(refused.code()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(page).isRegularFile();
    assertThat(commits()).isEqualTo(before);
    done(Lake.DAY, "--force");
    assertThat(counts()).contains(Lake.DAY + " 400");
    assertNoLitter();
  }

  @Test
  void aTableWithOtherColumnsIsRefusedBeforeARowIsScored() {
    done(Lake.BEFORE);
    append(
        Lake.DAY,
        Lake.good().selectExpr("cast(null as bigint) as id", "amount", "hour", "service"));
    assertThat(score(Lake.DAY).code()).as("by its rows").isEqualTo(ExitCode.BAD_DATA.code());
    JobRun run = score(Lake.DAY, "--set", "output.columns=[id,hour]");
    assertThat(run.err()).contains("must have, beside the day, the columns", "hour INT");
    assertThat(run.code()).isEqualTo(ExitCode.MISMATCH.code());
    assertNoLitter();
  }

  private ForkedJvm start(Barrier barrier, String place) throws IOException {
    SharedSession.stop();
    List<String> options = new ArrayList<>(barrier.options("spark.hadoop.", place));
    spark().forEach((key, value) -> options.add("-D" + key + "=" + value));
    options.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1"));
    return ForkedJvm.start(lake, options, Main.class, arguments(Lake.DAY, "--force"));
  }

  /** Makes the dead run's lock older than its lease. */
  private void age() throws IOException {
    try (Stream<Path> files = Files.list(folderOf("scored").resolve("_cordon"))) {
      for (Path file : files.filter(each -> each.toString().contains(".lock-")).toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      }
    }
  }
}
