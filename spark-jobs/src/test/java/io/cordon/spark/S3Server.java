package io.cordon.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An S3 with one bucket, in a process of its own. */
public final class S3Server implements AutoCloseable {
  /** The bucket that is there. */
  public static final String BUCKET = "lake";

  private final Process process;
  private final int port;

  private S3Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it, and returns when it answers.
   *
   * @param folder where it keeps its objects
   */
  public static S3Server start(Path folder) throws IOException {
    int port = silentPort();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx300m",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + folder,
                    "-jar",
                    Path.of("target", "s3", "s3mock.jar").toAbsolutePath().toString(),
                    "--com.adobe.testing.s3mock.httpPort=" + port,
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--com.adobe.testing.s3mock.domain.initialBuckets=" + BUCKET))
            .redirectErrorStream(true)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder all = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      if (line.contains("Started S3MockApplication")) {
        drain(said);
        return new S3Server(process, port);
      }
    }
    throw new IllegalStateException("the S3 server has not started: " + all);
  }

  /** Else it would stand still once the pipe is full. */
  private static void drain(BufferedReader said) {
    Thread thread = new Thread(() -> said.lines().forEach(line -> {}), "output of the S3 server");
    thread.setDaemon(true);
    thread.start();
  }

  /** What Spark is told of it. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.hadoop.fs.s3a.endpoint", address(port));
    settings.put("spark.hadoop.fs.s3a.access.key", "any");
    settings.put("spark.hadoop.fs.s3a.secret.key", "any");
    settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
    settings.put("spark.hadoop.fs.s3a.connection.ssl.enabled", "false");
    settings.put("spark.hadoop.fs.s3a.fast.upload.buffer", "bytebuffer");
    // The server tells no versions of what it copies.
    settings.put("spark.hadoop.fs.s3a.change.detection.mode", "none");
    return settings;
  }

  /** The address of a port of this machine. */
  public static String address(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** A port on which nobody listens. */
  public static int silentPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Kills it. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
