package io.cordon.jobs;

import io.cordon.datasets.Fetch;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cordon fetch}. */
@Command(
    name = "fetch",
    description =
        "Downloads a data set from its publisher and checks it; says where to put the files by hand when offline.")
final class FetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATASET", description = "fashion-mnist, kddcup99, mnist or usps")
  private String dataset;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Folder for data sets (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public Integer call() {
    new Fetch().run(dataset, folder, System.err);
    return 0;
  }
}
