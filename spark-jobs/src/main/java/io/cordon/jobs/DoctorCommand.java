package io.cordon.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code cordon doctor}. */
@Command(
    name = "doctor",
    description =
        "Looks at Java, Spark, BLAS, natives, memory and disk: each line says ok, warning or error, and the cure.")
final class DoctorCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    return new DoctorJob(spec.commandLine().getOut()).run().code();
  }
}
