package io.cordon.jobs.doctor;

import io.cordon.network.Blas;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** The libraries that do the arithmetic. */
public final class NumericsChecks {
  /**
   * Rows and columns of the matrices by which the BLAS is measured: larger than the processor's
   * first caches.
   */
  private static final int SIZE = 512;

  /** Where ND4J looks for what computes. */
  private static final String BACKENDS = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  private NumericsChecks() {}

  /** The BLAS in use and what it gives on one thread. */
  public static Finding blas() {
    Blas.Choice choice = Blas.choice();
    return blas(
        choice.isNative(),
        choice.name() + " " + choice.path() + ", " + choice.remark(),
        Blas.gigaflops(SIZE));
  }

  static Finding blas(boolean compiled, String name, double gigaflops) {
    String found = String.format(Locale.ROOT, "%.1f GFLOPS a thread by %s", gigaflops, name);
    String cure =
        "training is several times slower than with a native BLAS: run on Linux on amd64, or install libblas3 or libopenblas0";
    return compiled ? Finding.ok("blas", found) : Finding.warning("blas", found, cure);
  }

  /** The jar carries native libraries for one platform only. */
  public static Finding natives() {
    return natives(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Finding natives(String system, String processor) {
    String found = system + " on " + processor;
    boolean carried =
        system.toLowerCase(Locale.ROOT).startsWith("linux") && processor.equals("amd64");
    String cure =
        "the jar carries native libraries for Linux on amd64 only: here products run on Java vectors, several times slower";
    return carried ? Finding.ok("natives", found) : Finding.warning("natives", found, cure);
  }

  /**
   * The arithmetic under the dl4j engine: named, not started, since that unpacks hundreds of
   * megabytes.
   */
  public static Finding nd4j() {
    return nd4j(NumericsChecks.class.getClassLoader().getResource(BACKENDS));
  }

  static Finding nd4j(URL backends) {
    String cure =
        "training.engine = dl4j cannot run here, the native engine needs none of it: build the jar with ND4J for dl4j";
    if (backends == null) {
      return Finding.warning("nd4j", "no backend on the class path", cure);
    }
    try (InputStream in = backends.openStream()) {
      String names = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Finding.ok(
          "nd4j",
          names
              .lines()
              .map(String::strip)
              .filter(line -> line.startsWith("org."))
              .collect(Collectors.joining(", ")));
    } catch (IOException e) {
      return Finding.warning("nd4j", backends + " cannot be read: " + e.getMessage(), cure);
    }
  }
}
