package io.cordon.jobs;

import io.cordon.spark.SharedSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * A job run through the command line as a user runs it, in this JVM: the job opens its own session,
 * under the settings that a launcher would pass, and closes it.
 *
 * @param code exit code
 * @param out what was printed
 * @param err what was complained of
 */
record JobRun(int code, String out, String err) {
  private static final Map<String, String> LAUNCHER =
      Map.of(
          "spark.master", "local[2]",
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.sql.shuffle.partitions", "2");

  /** Runs a job on two threads. */
  static JobRun of(String... arguments) {
    return under(Map.of(), arguments);
  }

  /** Runs a job with {@code --set} for each of the settings. */
  static JobRun with(Map<String, String> settings, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    settings.forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
    return of(all.toArray(String[]::new));
  }

  /** Runs a job under further settings of Spark. */
  static JobRun under(Map<String, String> spark, String... arguments) {
    SharedSession.stop();
    Map<String, String> launcher = new HashMap<>(LAUNCHER);
    launcher.putAll(spark);
    launcher.forEach(System::setProperty);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      CommandLine line = Main.commandLine();
      line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
      return new JobRun(line.execute(arguments), out.toString(), err.toString());
    } finally {
      launcher.keySet().forEach(System::clearProperty);
    }
  }
}
