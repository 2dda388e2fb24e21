package io.cordon.jobs.doctor;

import static io.cordon.jobs.doctor.Finding.Level.ERROR;
import static io.cordon.jobs.doctor.Finding.Level.OK;
import static io.cordon.jobs.doctor.Finding.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  private static final long GIB = 1L << 30;

  @Test
  void wantsJava17() {
    assertThat(MachineChecks.java(17, "17.0.15").level()).isEqualTo(OK);
    assertThat(MachineChecks.java(21, "21.0.1").cure()).contains("Java 17", "JAVA_HOME");
  }

  @Test
  void wantsOneBlasThreadATask() {
    Map<String, String> single = Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1");
    assertThat(MachineChecks.threads(single, 8).level()).isEqualTo(OK);
    Finding unset = MachineChecks.threads(Map.of("OMP_NUM_THREADS", "1"), 8);
    assertThat(unset.level()).isEqualTo(WARNING);
    assertThat(unset.found()).isEqualTo("8 cores, OMP_NUM_THREADS 1, OPENBLAS_NUM_THREADS unset");
  }

  @Test
  void wantsAHeapBetweenAGibibyteAndTheMachine() {
    assertThat(MachineChecks.memory(4 * GIB, 16 * GIB).level()).isEqualTo(OK);
    assertThat(MachineChecks.memory(GIB / 2, 16 * GIB).cure()).contains("at least 1g");
    assertThat(MachineChecks.memory(16 * GIB, 16 * GIB).cure())
        .contains("lower CORDON_DRIVER_MEMORY");
  }

  @Test
  void wantsRoomOnDisk(@TempDir Path directory) {
    assertThat(MachineChecks.space("disk", directory, 1, "cure").level()).isEqualTo(OK);
    assertThat(MachineChecks.space("disk", directory, Double.MAX_VALUE, "make room").cure())
        .isEqualTo("make room");
    assertThat(MachineChecks.space("disk", directory.resolve("absent"), 1, "cure").level())
        .isEqualTo(ERROR);
  }

  @Test
  void refusesAnotherScalaAndDoubtsAnotherSpark() {
    assertThat(SparkChecks.version("3.5.7", "2.12.18", "here").level()).isEqualTo(OK);
    assertThat(SparkChecks.version("3.4.1", "2.12.17", "here").level()).isEqualTo(WARNING);
    assertThat(SparkChecks.version("3.5.7", "2.13.8", "here").level()).isEqualTo(ERROR);
  }

  @Test
  void aSessionThatDoesNotOpenIsAnErrorNotACrash() {
    Finding finding =
        SparkChecks.session(
            () -> {
              throw new IllegalStateException("no master");
            });
    assertThat(finding.level()).isEqualTo(ERROR);
    assertThat(finding.found()).contains("no master");
  }

  @Test
  void carriesNativesForOnePlatform() {
    assertThat(NumericsChecks.natives("Linux", "amd64").level()).isEqualTo(OK);
    assertThat(NumericsChecks.natives("Linux", "aarch64").level()).isEqualTo(WARNING);
    assertThat(NumericsChecks.natives("Mac OS X", "x86_64").level()).isEqualTo(WARNING);
  }

  @Test
  void wantsANativeBlas() {
    assertThat(NumericsChecks.blas(true, "OpenBLAS", 58.04))
        .isEqualTo(Finding.ok("blas", "58.0 GFLOPS a thread by OpenBLAS"));
    assertThat(NumericsChecks.blas(false, "Java BLAS", 3).cure()).contains("libopenblas0");
  }

  @Test
  void namesTheBackendsOfNd4j(@TempDir Path directory) throws IOException {
    Path services =
        Files.writeString(
            directory.resolve("services"),
            "# a comment\norg.nd4j.linalg.cpu.nativecpu.CpuBackend\n");
    assertThat(NumericsChecks.nd4j(services.toUri().toURL()))
        .isEqualTo(Finding.ok("nd4j", "org.nd4j.linalg.cpu.nativecpu.CpuBackend"));
    assertThat(NumericsChecks.nd4j(null).level()).isEqualTo(WARNING);
  }

  @Test
  void printsTheCureOnlyWhereThereIsOne() {
    assertThat(Finding.ok("java", "17").line()).isEqualTo("ok       java         17");
    assertThat(Finding.warning("java", "21", "use 17").line())
        .isEqualTo("warning  java         21 -> use 17");
  }
}
