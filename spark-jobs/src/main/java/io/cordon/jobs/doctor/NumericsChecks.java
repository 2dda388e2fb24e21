package io.cordon.jobs.doctor;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Locale;

/** The libraries that do the arithmetic. */
public final class NumericsChecks {
  private NumericsChecks() {}

  /** The BLAS in use. */
  public static Finding blas() {
    return Finding.ok("blas", BLAS.getInstance().getClass().getName());
  }

  /** The jar carries native libraries for one platform only. */
  public static Finding natives() {
    return natives(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Finding natives(String system, String processor) {
    String found = system + " on " + processor;
    boolean carried = system.toLowerCase(Locale.ROOT).startsWith("linux") && processor.equals("amd64");
    String cure = "the jar carries native libraries for Linux on amd64 only: here products run on Java vectors, several times slower";
    return carried ? Finding.ok("natives", found) : Finding.warning("natives", found, cure);
  }

  /** The arithmetic under the dl4j engine. */
  public static Finding nd4j() {
    return Finding.warning("nd4j", "not in this jar", "detector.engine = native needs none of it");
  }
}
