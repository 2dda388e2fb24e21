package io.cordon.jobs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.cordon.datasets.HoldOut;
import io.cordon.error.ExitCode;
import io.cordon.jobs.reproduce.Cell;
import io.cordon.jobs.reproduce.PartedRows;
import io.cordon.jobs.reproduce.Protocol;
import io.cordon.jobs.reproduce.Protocol.Method;
import io.cordon.jobs.reproduce.Protocol.Split;
import io.cordon.jobs.reproduce.ResultTable;
import io.cordon.jobs.run.Failure;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.jobs.settings.RunTable;
import io.cordon.jobs.settings.SourceOptions;
import io.cordon.rows.Fingerprint;
import io.cordon.spark.storage.Storage;
import io.cordon.training.Journal;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code protocol -> (split, seed) parts the rows -> a cell for each method -> table}. Cells of one
 * part run side by side on the same cached rows; a finished cell is a file, so a killed job goes on
 * where it stopped, and the table holds what other runs have finished.
 */
final class ReproduceJob {
  private static final Logger LOG = LoggerFactory.getLogger(ReproduceJob.class);

  private final SparkSession spark;
  private final Request request;
  private final Storage storage;
  private final String folder;
  private final ResultTable table;
  private final Map<Object, Dataset<Row>> tables = new LinkedHashMap<>();
  private int done;

  /** What to run, and where its data and results lie. */
  record Request(Protocol protocol, List<Method> methods, int seeds, String data, String out) {}

  /**
   * What came of it.
   *
   * @param path of the table, without its ending
   * @param exitCode of the first run without figures, see {@link ResultTable#exitCode}
   */
  record Result(String path, String markdown, int exitCode) {}

  /** One run of one method. */
  private record Run(Split split, int seed, Method method, RunSettings settings) {
    String fingerprint() {
      return Fingerprint.of(settings.resolved());
    }
  }

  ReproduceJob(SparkSession spark, Request request) {
    this.spark = spark;
    this.request = request;
    this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
    this.folder = request.out() + "/" + request.protocol().name();
    this.table = new ResultTable(request.protocol());
  }

  Result run() {
    ExecutorService workers =
        Executors.newFixedThreadPool(Math.max(1, spark.sparkContext().defaultParallelism()));
    try {
      for (Split split : splits()) {
        for (int seed = 1; seed <= request.seeds(); seed++) {
          part(split, seed, workers);
        }
      }
    } finally {
      workers.shutdownNow();
    }
    addOthers();
    table.addMeans();
    storage.write(folder + ".md", table.markdown());
    storage.write(folder + ".json", table.results().json());
    return new Result(folder, table.markdown(), table.exitCode());
  }

  /** What other runs have finished, seed after seed. */
  private void addOthers() {
    for (Split split : splits()) {
      for (Method method : request.protocol().methods()) {
        int seed = request.methods().contains(method) ? request.seeds() + 1 : 1;
        Optional<Cell> cell = finished(run(split, seed, method));
        while (cell.isPresent()) {
          table.add(split, method, cell.get());
          seed++;
          cell = finished(run(split, seed, method));
        }
      }
    }
  }

  /** The splits that have rows. */
  private List<Split> splits() {
    return request.protocol().splits().stream()
        .filter(split -> split.parting() != Protocol.Parting.MEAN)
        .toList();
  }

  /** All methods on one part: those that are not finished, grouped by what features they take. */
  private void part(Split split, int seed, ExecutorService workers) {
    Map<Object, List<Run>> open = new LinkedHashMap<>();
    for (Method method : request.methods()) {
      Run run = run(split, seed, method);
      Optional<Cell> finished = finished(run);
      if (finished.isPresent()) {
        keep(run, finished.get(), true);
      } else {
        open.computeIfAbsent(
                List.of(
                    run.settings().features(), run.settings().sequences(), run.settings().shards()),
                unused -> new ArrayList<>())
            .add(run);
      }
    }
    open.values().forEach(runs -> measure(runs, workers));
  }

  private Optional<Cell> finished(Run run) {
    return storage.read(file(run)).flatMap(text -> Cell.finished(text, run.fingerprint()));
  }

  private Run run(Split split, int seed, Method method) {
    Config forced =
        ConfigFactory.parseMap(
            Map.of("source.data", request.data(), "source.seed", seed, "training.seed", seed),
            "reproduce");
    if (split.contamination().orElse(0) > 0) {
      forced =
          forced.withFallback(
              ConfigFactory.parseMap(
                  Map.of("threshold.contamination", split.contamination().getAsDouble())));
    }
    Config all = forced.withFallback(split.settings()).withFallback(method.settings());
    return new Run(split, seed, method, RunSettings.of(all));
  }

  private void measure(List<Run> runs, ExecutorService workers) {
    Run first = runs.get(0);
    try (PartedRows rows =
        PartedRows.of(
            table(first, HoldOut.Part.TRAIN),
            table(first, HoldOut.Part.TEST),
            first.settings().features().withRoles(first.settings().roles()),
            first.settings().shards())) {
      Map<Run, Future<Cell>> cells = new LinkedHashMap<>();
      for (Run run : runs) {
        cells.put(run, workers.submit(() -> cell(run, rows)));
      }
      for (Map.Entry<Run, Future<Cell>> cell : cells.entrySet()) {
        keep(cell.getKey(), cell.getValue().get(), false);
      }
    } catch (ExecutionException unexpected) {
      throw new IllegalStateException(unexpected.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    }
  }

  /** One run. Whatever it throws is its own: the others go on. */
  private Cell cell(Run run, PartedRows rows) {
    Cell cell;
    try {
      cell =
          rows.measure(
              run.settings().detector(),
              new Training(run.settings().training(), Journal.NONE, Progress.NONE),
              run.fingerprint());
    } catch (Exception problem) { // Spark throws checked exceptions that no signature tells of
      Failure failure = Failure.of(problem);
      if (failure.exitCode() == ExitCode.BUG) {
        LOG.error("{}, {}, seed {}", run.split().name(), run.method().row(), run.seed(), problem);
      }
      cell = Cell.failed(run.fingerprint(), failure.message(), failure.exitCode());
    }
    storage.write(file(run), cell.json());
    return cell;
  }

  private Dataset<Row> table(Run run, HoldOut.Part part) {
    return TableParts.of(whole(run.settings()), run.split(), run.seed(), run.settings(), part);
  }

  /** The generated set differs by seed; a file is read once, images as often as they are parted. */
  private Dataset<Row> whole(RunSettings settings) {
    SourceOptions source = settings.source();
    RunTable table = settings.table();
    boolean images = !source.request().normalClasses().isEmpty();
    return images
        ? table.read(spark, HoldOut.Part.ALL)
        : tables.computeIfAbsent(
            List.of(source.request().demo(), table.sequences()),
            unused -> table.read(spark, HoldOut.Part.ALL).persist(StorageLevel.MEMORY_AND_DISK()));
  }

  private String file(Run run) {
    return "%s/%s/%s-%d.json"
        .formatted(
            folder,
            run.split().name().replaceAll("[^A-Za-z0-9.]+", "-"),
            run.method().name(),
            run.seed());
  }

  private void keep(Run run, Cell cell, boolean already) {
    table.add(run.split(), run.method(), cell);
    done++;
    int all = splits().size() * request.seeds() * request.methods().size();
    LOG.info(
        "{} of {}: {}, {}, seed {}: {}",
        done,
        all,
        run.split().name(),
        run.method().row(),
        run.seed(),
        already ? "finished before" : cell.summary());
  }
}
