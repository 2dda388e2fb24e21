package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.reproduce.Protocol;
import io.cordon.jobs.reproduce.ResultSummary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cordon reproduce}. */
@Command(
    name = "reproduce",
    description =
        "Runs a published experiment again and writes one table: published, ours over seeds, untrained control. Goes on where a killed run stopped. Where runs fail, the others go on, and it exits with the code of the first that failed in the order of the table.")
final class ReproduceCommand implements java.util.concurrent.Callable<Integer> {
  @ArgGroup(exclusive = true, multiplicity = "1")
  private Work work;

  /** What the help lists: every protocol there is. */
  static final class ProtocolNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Protocol.NAMES.iterator();
    }
  }

  /** An experiment, or the summary of those that ran. */
  private static final class Work {
    @Option(
        names = "--protocol",
        paramLabel = "NAME",
        completionCandidates = ProtocolNames.class,
        description = "One of ${COMPLETION-CANDIDATES}.")
    private String protocol;

    @Option(
        names = "--summary",
        paramLabel = "DIR",
        description =
            "Runs nothing: puts one table of the JSON files in this folder into the document of --into.")
    private String summary;
  }

  @Option(
      names = "--into",
      paramLabel = "FILE",
      defaultValue = "README.md",
      description =
          "With --summary: a document that holds the marks between which the table goes (default: ${DEFAULT-VALUE}).")
  private String into;

  @Option(
      names = "--methods",
      paramLabel = "A,B,...",
      defaultValue = "all",
      description =
          "Methods of the protocol to run, by their short names (default: ${DEFAULT-VALUE}). The table also holds what earlier runs with the same --data and --out have finished.")
  private String methods;

  @Option(names = "--seeds", paramLabel = "N", description = "Seeds (default: the protocol's).")
  private Integer seeds;

  @Option(
      names = "--quick",
      description =
          "A small size of the protocol, one seed: to see that it runs, not to compare with.")
  private boolean quick;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder that holds the data sets' files (default: ${DEFAULT-VALUE}).")
  private String data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/reproduce",
      description = "Folder for the tables and the finished cells (default: ${DEFAULT-VALUE}).")
  private String out;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    return work.summary == null ? reproduce(work.protocol) : summarise(work.summary);
  }

  private int summarise(String folder) {
    ResultSummary.into(Path.of(into), ResultSummary.of(Path.of(folder), folder));
    spec.commandLine().getOut().println("Written into " + into);
    return ExitCode.OK.code();
  }

  private int reproduce(String protocol) {
    Protocol whole = Protocol.named(protocol);
    Protocol known = quick ? whole.inBrief() : whole;
    if (seeds != null && seeds < 1) {
      throw new UserException(ExitCode.USAGE, "--seeds must be at least 1, but is " + seeds);
    }
    ReproduceJob.Request request =
        new ReproduceJob.Request(
            known, chosen(known), seeds == null ? known.seeds() : seeds, data, out);
    try (SparkSession spark = Sessions.open("reproduce " + protocol)) {
      ReproduceJob.Result result = new ReproduceJob(spark, request).run();
      spec.commandLine().getOut().println(result.markdown());
      spec.commandLine().getOut().println("Table: " + result.path() + ".md and .json");
      return result.exitCode();
    }
  }

  private List<Protocol.Method> chosen(Protocol known) {
    if (methods.equals("all")) {
      return known.methods();
    }
    List<String> wanted = Arrays.asList(methods.split(","));
    Set<String> names =
        known.methods().stream().map(Protocol.Method::name).collect(Collectors.toSet());
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw new UserException(
            ExitCode.USAGE,
            "--methods must name methods of %s (%s) or be all, but names \"%s\""
                .formatted(
                    known.name(), names.stream().sorted().collect(Collectors.joining(", ")), name));
      }
    }
    return known.methods().stream().filter(method -> wanted.contains(method.name())).toList();
  }
}
