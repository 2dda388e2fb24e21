package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BlasTest {

  @Test
  void multipliesByTheConventionOfBlas() {
    // A = [1 3; 2 4], B = [5 7; 6 8], both by columns.
    float[] product = {1, 1, 1, 1};
    Blas.multiply(
        "N",
        "N",
        2,
        2,
        2,
        new float[] {1, 2, 3, 4},
        0,
        2,
        new float[] {5, 6, 7, 8},
        0,
        2,
        1,
        product,
        0,
        2);
    assertThat(product).containsExactly(24, 35, 32, 47);
  }

  @Test
  void severalThreadsMayStartAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Blas.Choice>> calls = new ArrayList<>();
    for (int call = 0; call < 8; call++) {
      calls.add(Blas::choice);
    }
    for (Future<Blas.Choice> choice : threads.invokeAll(calls)) {
      assertThat(choice.get()).isSameAs(Blas.choice());
    }
    threads.shutdown();
  }

  @Test
  void saysWhatItIsAndHowFast() {
    assertThat(Blas.choice().name()).contains("BLAS");
    assertThat(Blas.choice().remark()).isNotEmpty();
    assertThat(Blas.gigaflops(64)).isPositive();
  }

  @Test
  void javaCanBeForcedInAProcessOfItsOwn() throws Exception {
    assertThat(inAnotherProcess("-D" + Blas.PROPERTY + "=java"))
        .startsWith("native=false")
        .contains(Blas.PROPERTY + "=java asks for it");
  }

  @Test
  void missingNativesAreNoError() throws Exception {
    String told = inAnotherProcess("-Ddev.ludovic.netlib.blas.nativeLibPath=/nowhere/libblas.so");
    assertThat(told)
        .startsWith("native=false")
        .contains("no native BLAS can be loaded")
        .contains("product=47.0");
  }

  private static String inAnotherProcess(String option) throws Exception {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    Process process =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return told;
  }

  /** Runs in a process of its own, since a process chooses its BLAS once. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
      float[] product = new float[1];
      Blas.multiply(
          "N", "N", 1, 1, 1, new float[] {47}, 0, 1, new float[] {1}, 0, 1, 0, product, 0, 1);
      System.out.println(
          "native="
              + Blas.choice().isNative()
              + " "
              + Blas.choice().remark()
              + " product="
              + product[0]);
    }
  }
}
