package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.Redaction;
import io.cordon.jobs.run.Failure;
import io.cordon.jobs.run.ReleaseVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one entry point of the jar: {@code cordon <job> [options]}. Ends the process with an {@link
 * ExitCode}.
 *
 * <p>A job is added by one small command class and one line in {@link #commands()}.
 */
@Command(
    name = "cordon",
    description =
        "Finds anomalies in tables: trains one-class detectors on Spark and scores tables with them.",
    footer = {
      "",
      "Exit codes: 0 done; 1 a fault of Cordon (for doctor: an error line); 2 usage or settings; 3 bad data;",
      "4 table and model do not fit; 5 storage; 6 another run holds the table; 7 executors lost."
    },
    synopsisSubcommandLabel = "<job>",
    commandListHeading = "%nJobs:%n",
    mixinStandardHelpOptions = true,
    versionProvider = ReleaseVersion.class)
public final class Main implements Runnable {
  private static final int HELP_WIDTH = 110;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  /**
   * Every job, in the order of the help page. Made anew for each run: a command holds the options
   * it was given.
   */
  private static List<Callable<Integer>> commands() {
    return List.of(
        new DemoCommand(),
        new TrainCommand(),
        new ScoreCommand(),
        new EvaluateCommand(),
        new ReproduceCommand(),
        new FetchCommand(),
        new DoctorCommand());
  }

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with its error handling; tests give it writers and call {@code execute}. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    for (Callable<Integer> command : commands()) {
      line.addSubcommand(command);
    }
    return explain(line);
  }

  /** Gives the command line and every job in it the same help and the same way to fail. */
  static CommandLine explain(CommandLine line) {
    line.getSubcommands()
        .values()
        .forEach(job -> job.getCommandSpec().mixinStandardHelpOptions(true));
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setParameterExceptionHandler(Main::refuse);
    line.setExecutionExceptionHandler((thrown, job, parsed) -> fail(thrown, job));
    return line;
  }

  /** Without a job: what there is to choose from. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int refuse(ParameterException wrong, String[] arguments) {
    CommandLine job = wrong.getCommandLine();
    job.getErr().println(wrong.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(wrong, job.getErr())) {
      job.getErr().println("Try '" + job.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.USAGE.code();
  }

  private static int fail(Exception thrown, CommandLine job) {
    Failure failure = Failure.of(thrown);
    if (failure.exitCode() == ExitCode.BUG) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      job.getErr().print(Redaction.of(trace.toString()));
    }
    job.getErr().println(Redaction.of(failure.message()));
    job.getErr().flush();
    return failure.exitCode().code();
  }
}
