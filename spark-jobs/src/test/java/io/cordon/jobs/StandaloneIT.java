package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.Clusters;
import io.cordon.spark.FaultyFileSystem;
import io.cordon.spark.FaultyFileSystem.Kind;
import io.cordon.spark.ForkedJvm;
import io.cordon.spark.PidFile;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkSubmit;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nightly run as spark-submit starts it, on a standalone master with workers as processes. */
@Tag("cluster")
class StandaloneIT {
  @TempDir private static Path folder;
  private static RpcEnv master;
  private static final List<ForkedJvm> WORKERS = new ArrayList<>();
  private static Lake sound;

  @BeforeAll
  static void start() throws IOException {
    sound = Lake.in(folder, Lake.trained(folder));
    SharedSession.stop();
    SparkConf conf = new SparkConf(false).set("spark.master.rest.enabled", "false");
    master = Master$.MODULE$.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    work();
    work();
  }

  @AfterAll
  static void stop() {
    WORKERS.forEach(ForkedJvm::close);
    WORKERS.clear();
    master.shutdown();
    master.awaitTermination();
  }

  @Test
  void matrix51AWorkerThatDiesAndReturnsDoesNotDisturbTheJob() throws Exception {
    Lake lake = sound.copied(folder);
    Path signs = Files.createTempDirectory(folder, "signs");
    Configuration faulty = new Configuration(false);
    FaultyFileSystem.arm(
        faulty, Kind.HANG_ONCE, "create .*/table/_temporary/.*part-00001.*", signs.toString());
    List<String> more = new ArrayList<>();
    faulty.forEach(
        each ->
            more.addAll(
                List.of("--conf", "spark.hadoop." + each.getKey() + "=" + each.getValue())));
    try (ForkedJvm job = submitted(lake, more)) {
      ProcessHandle executor = PidFile.await(signs.resolve("pid"));
      ProcessHandle worker = executor.parent().orElseThrow();
      assertThat(WORKERS).anyMatch(each -> each.pid() == worker.pid());
      worker.destroyForcibly();
      work();
      assertThat(job.code()).as(job.output()).isZero();
      assertThat(job.output()).contains("200 rows of 200 scored", "Published: ");
    }
    sound.done(Lake.DAY);
    assertThat(lake.table(Lake.DAY).orderBy("id").collectAsList())
        .isEqualTo(sound.table(Lake.DAY).orderBy("id").collectAsList());
    SharedSession.stop();
    lake.assertNoLitter();
  }

  @Test
  void theExitStatusOfAFailedJobIsTheTruth() throws Exception {
    Lake lake = sound.copied(folder);
    lake.write(
        Lake.DAY, Lake.good().selectExpr("id", "double('NaN') as amount", "hour", "service"));
    SharedSession.stop();
    try (ForkedJvm job = submitted(lake, List.of())) {
      assertThat(job.code()).as(job.output()).isEqualTo(ExitCode.BAD_DATA.code());
      assertThat(job.output()).contains("200 of 200 cannot be used, and nothing was published");
    }
    assertThat(lake.published()).isEmpty();
  }

  private static void work() throws IOException {
    // Workers start executors from SPARK_HOME.
    Clusters.prepareHome();
    WORKERS.add(
        ForkedJvm.start(
            folder,
            List.of(),
            Worker.class,
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            Files.createTempDirectory(folder, "worker").toString(),
            address()));
  }

  private static String address() {
    return "spark://127.0.0.1:" + master.address().port();
  }

  private static ForkedJvm submitted(Lake lake, List<String> more) throws IOException {
    List<String> words = new ArrayList<>();
    for (var each : Clusters.conf(address(), Map.of("spark.executor.memory", "600m")).getAll()) {
      words.addAll(List.of("--conf", each._1() + "=" + each._2()));
    }
    words.addAll(more);
    words.addAll(List.of("--class", Main.class.getName(), "spark-internal"));
    words.addAll(List.of(lake.arguments(Lake.DAY)));
    return ForkedJvm.start(folder, List.of(), SparkSubmit.class, words.toArray(String[]::new));
  }
}
