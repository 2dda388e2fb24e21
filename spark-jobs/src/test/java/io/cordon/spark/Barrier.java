package io.cordon.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** The test's end of a {@link BarrierFileSystem}. */
public final class Barrier implements AutoCloseable {
  /** A bound against a hang, not a measurement. */
  private static final int PATIENCE = 180_000;

  private final ServerSocket server;
  private Socket stopped;

  public Barrier() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setSoTimeout(PATIENCE);
  }

  /** Options of the JVM that is to stop at a place, as Hadoop's settings or through Spark's. */
  public List<String> options(String prefix, String place) {
    return List.of(
        "-D" + prefix + "fs.file.impl=" + BarrierFileSystem.class.getName(),
        "-D" + prefix + BarrierFileSystem.PLACE + "=" + place,
        "-D" + prefix + BarrierFileSystem.PORT + "=" + server.getLocalPort());
  }

  /** Waits until a process has come to the place; fails where it ends before. */
  public void await(ForkedJvm process) throws IOException {
    process.onExit(this::abandon);
    try {
      stopped = server.accept();
    } catch (IOException never) {
      throw new IOException("the process never came to the place: " + process.output(), never);
    }
  }

  private void abandon() {
    try {
      server.close();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /** Lets it go on. */
  public void release() throws IOException {
    stopped.getOutputStream().write(1);
    stopped.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    if (stopped != null) {
      stopped.close();
    }
    server.close();
  }
}
