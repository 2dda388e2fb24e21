package io.cordon.spark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.apache.hadoop.fs.Path;

/**
 * The local file system with one place where the process stops, says so to the test by a socket,
 * and goes on when the test answers: the test then kills it there, or lets another run go first. A
 * test registers it by {@code fs.file.impl}; the product does not know of it.
 *
 * <p>The place is an operation and a pattern of the path: see {@link WatchedFileSystem#is}.
 */
public final class BarrierFileSystem extends WatchedFileSystem {
  public static final String PLACE = "cordon.test.barrier.place";
  public static final String PORT = "cordon.test.barrier.port";

  @Override
  protected void meet(String operation, Path path) throws IOException {
    if (!is(getConf().get(PLACE, "nowhere"), operation, path)) {
      return;
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), getConf().getInt(PORT, 0));
        InputStream in = socket.getInputStream()) {
      if (in.read() < 0) {
        throw new EOFException("the test is gone");
      }
    }
  }
}
