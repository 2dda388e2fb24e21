package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.jobs.doctor.Finding;
import io.cordon.jobs.doctor.MachineChecks;
import io.cordon.jobs.doctor.NumericsChecks;
import io.cordon.jobs.doctor.SparkChecks;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Examines the place where Cordon runs and says what is wrong with it, one line a check, with the
 * cure.
 */
final class DoctorJob {
  private final PrintWriter out;

  DoctorJob(PrintWriter out) {
    this.out = out;
  }

  /** Prints every finding; an error among them makes the run a failed one. */
  ExitCode run() {
    boolean healthy = true;
    for (Supplier<Finding> check : checks()) {
      Finding finding = check.get();
      out.println(finding.line());
      out.flush();
      healthy &= finding.level() != Finding.Level.ERROR;
    }
    return healthy ? ExitCode.OK : ExitCode.BUG;
  }

  private static List<Supplier<Finding>> checks() {
    return List.of(
        MachineChecks::java,
        SparkChecks::version,
        () -> SparkChecks.session(DoctorJob::openSession),
        NumericsChecks::blas,
        MachineChecks::threads,
        NumericsChecks::natives,
        NumericsChecks::nd4j,
        MachineChecks::memory,
        MachineChecks::temporary,
        MachineChecks::disk);
  }

  private static SparkSession openSession() {
    return Sessions.open("doctor");
  }
}
