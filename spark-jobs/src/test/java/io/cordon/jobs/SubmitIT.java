package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the launcher as a user does, in a process of its own, on the embedded Spark that the build
 * laid out.
 */
class SubmitIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path directory;

  /** What a process left behind. */
  private record Ended(int code, String out, String err) {}

  @Test
  void listsTheJobsWhenNoneIsNamed() throws Exception {
    Ended ended = submit(Map.of());
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("Usage: cordon", "doctor");
  }

  @Test
  void theDoctorRunsAJobOnTheEmbeddedSpark() throws Exception {
    Ended ended = submit(Map.of(), "doctor");
    assertThat(ended.code()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out())
        .contains("master local[*] counted 1000 rows", "OPENBLAS_NUM_THREADS 1")
        .doesNotContain("error ");
  }

  @Test
  void passesExitCodesOnThroughSpark() throws Exception {
    Ended ended = submit(Map.of(), "doctor", "--bogus");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ended.err()).contains("Unknown option: '--bogus'");
  }

  @Test
  void worksThroughALinkFromAnotherDirectoryWithTheSparkOfTheEnvironment() throws Exception {
    Path spark =
        Files.createSymbolicLink(
            directory.resolve("a spark"), ROOT.resolve("spark-jobs/target/spark"));
    Ended ended =
        submit(
            Map.of(
                "SPARK_HOME",
                spark.toString(),
                "CORDON_MASTER",
                "local[1]",
                "SPARK_LOCAL_IP",
                "127.0.0.1"),
            "doctor");
    assertThat(ended.code()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out()).contains("master local[1] counted 1000 rows");
  }

  @Test
  void saysSoWhenSparkHomeHoldsNoSpark() throws Exception {
    Ended ended = submit(Map.of("SPARK_HOME", directory.toString()), "doctor");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ended.err()).contains("SPARK_HOME is " + directory, "unset it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--deploy-mode cluster",
        "--deploy-mode=cluster --master spark://elsewhere:7077",
        "--conf spark.submit.deployMode=cluster"
      })
  void refusesADriverWhoseEndSparkWouldNotTell(String words) throws Exception {
    String master = words.contains("spark://") ? "" : "spark://127.0.0.1:7077";
    Ended ended = submit(Map.of("CORDON_MASTER", master, "CORDON_SPARK_ARGS", words), "doctor");
    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains("leave out --deploy-mode cluster");
  }

  @Test
  void addsTheJarsAndSettingsOfTableFormatsThatAreNamedAndOfNoOthers() throws Exception {
    Path submit = directory.resolve("bin/spark-submit");
    Files.createDirectory(submit.getParent());
    Files.writeString(submit, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    String spark = directory.toString();
    Ended both =
        submit(Map.of("SPARK_HOME", spark, "CORDON_TABLES", "delta,iceberg"), "score", "--dry-run");
    assertThat(both.code()).as(both.err()).isZero();
    assertThat(both.out())
        .containsPattern(
            "--packages\nio.delta:delta-spark_2.12:[0-9.]+,org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:[0-9.]+\n")
        .contains(
            "spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions\n",
            "spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog\n",
            "spark.sql.catalog.lake.type=hadoop\n");
    Ended none = submit(Map.of("SPARK_HOME", spark), "score", "--dry-run");
    assertThat(none.out()).doesNotContain("--packages", "spark.sql.extensions");
    Ended wrong = submit(Map.of("SPARK_HOME", spark, "CORDON_TABLES", "hudi"), "score");
    assertThat(wrong.err()).contains("may name delta, iceberg and hive, but not hudi");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE.code());
  }

  private Ended submit(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path link = directory.resolve("go to cordon");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, ROOT.resolve("submit.sh"));
    }
    List<String> command = new ArrayList<>(List.of(link.toString()));
    command.addAll(List.of(arguments));
    File out = directory.resolve("out").toFile();
    File err = directory.resolve("err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out)
            .redirectError(err);
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    // A bound against a hang, not a measurement.
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("ended within five minutes").isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(out.toPath(), StandardCharsets.UTF_8),
        Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }
}
