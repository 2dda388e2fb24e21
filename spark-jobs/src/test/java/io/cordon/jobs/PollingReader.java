package io.cordon.jobs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Someone who reads the days of a scored table all the time, and remembers every day that was
 * neither absent nor whole.
 */
final class PollingReader implements AutoCloseable {
  private static final int PAUSE_MILLIS = 20;

  private final Path table;
  private final Configuration raw = new Configuration(false);
  private final Map<String, Set<Long>> whole = new ConcurrentHashMap<>();
  private final List<String> partial = new ArrayList<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private long seen;

  PollingReader(Path table) {
    this.table = table;
    raw.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    raw.setBoolean("fs.file.impl.disable.cache", true);
    thread.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** From now on a day may have so many rows as well. */
  void mayHave(String day, long rows) {
    whole.computeIfAbsent(day, each -> ConcurrentHashMap.newKeySet()).add(rows);
  }

  /** Days that were seen, each time that one was. */
  synchronized long seen() {
    return seen;
  }

  synchronized List<String> partial() {
    return List.copyOf(partial);
  }

  /** Waits for a look that begins now: a busy machine may not have let it look before. */
  void lookOnce() {
    try {
      thread.submit(this::look).get();
    } catch (InterruptedException | ExecutionException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private void look() {
    whole.forEach(
        (day, counts) -> {
          String found;
          try {
            long rows = rows(table.resolve("date=" + day));
            if (rows == 0 || counts.contains(rows)) {
              synchronized (this) {
                seen += rows == 0 ? 0 : 1;
              }
              return;
            }
            found = rows + " rows instead of " + counts;
          } catch (IOException | RuntimeException problem) {
            found = problem.toString();
          }
          synchronized (this) {
            partial.add(day + ": " + found);
          }
        });
  }

  private long rows(Path folder) throws IOException {
    while (true) {
      try (Stream<Path> files = Files.list(folder)) {
        long rows = 0;
        for (Path file : files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
          org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path(file.toUri());
          try (ParquetFileReader reader =
              ParquetFileReader.open(HadoopInputFile.fromPath(place, raw))) {
            rows += reader.getRecordCount();
          }
        }
        return rows;
      } catch (NoSuchFileException | FileNotFoundException gone) {
        if (!Files.exists(folder)) {
          return 0;
        }
        // Another run's files have taken the place of those that were listed: read again.
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
