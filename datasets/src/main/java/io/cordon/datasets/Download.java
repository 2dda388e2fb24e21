package io.cordon.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One HTTP download into a file. */
final class Download {
  /** Stands for "nothing came since the last look" among the counts of bytes. */
  private static final long SILENT = Long.MIN_VALUE;

  private final URI source;
  private final Duration patience;

  /**
   * A download.
   *
   * @param patience how long the server may take to connect, to answer, and between two bytes
   */
  Download(URI source, Duration patience) {
    this.source = source;
    this.patience = patience;
  }

  /**
   * Writes the whole answer.
   *
   * @throws IOException where the server cannot be reached, answers anything but 200, ends early or
   *     falls silent
   */
  void to(Path file, ProgressLine progress) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience)
            .build();
    HttpRequest request = HttpRequest.newBuilder(source).timeout(patience).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("the server answered " + response.statusCode());
      }
      OptionalLong length = response.headers().firstValueAsLong("content-length");
      try (OutputStream output = Files.newOutputStream(file)) {
        long received = copy(body, output, length, progress);
        if (length.isPresent() && received != length.getAsLong()) {
          throw new IOException(
              "the connection ended after " + received + " of " + length.getAsLong() + " bytes");
        }
      }
    }
  }

  private long copy(
      InputStream body, OutputStream output, OptionalLong length, ProgressLine progress)
      throws IOException {
    AtomicLong received = new AtomicLong();
    AtomicLong seen = new AtomicLong(-1);
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(Download::daemon);
    Runnable look = () -> closeIfSilent(body, received, seen);
    watch.scheduleAtFixedRate(look, 0, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      byte[] buffer = new byte[1 << 16];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        output.write(buffer, 0, count);
        progress.show(received.addAndGet(count), length);
      }
      if (seen.get() == SILENT) {
        throw new IOException("the server fell silent");
      }
      return received.get();
    } catch (IOException problem) {
      throw seen.get() == SILENT
          ? new IOException(
              "the server sent nothing for " + patience.toSeconds() + " seconds", problem)
          : problem;
    } finally {
      watch.shutdownNow();
    }
  }

  private static void closeIfSilent(InputStream body, AtomicLong received, AtomicLong seen) {
    long now = received.get();
    if (seen.get() == SILENT) {
      return;
    }
    if (seen.getAndSet(now) == now) {
      seen.set(SILENT);
      try {
        body.close();
      } catch (IOException closing) {
        throw new java.io.UncheckedIOException(closing);
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "watch download");
    thread.setDaemon(true);
    return thread;
  }
}
