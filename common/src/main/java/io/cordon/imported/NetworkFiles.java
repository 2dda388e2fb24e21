package io.cordon.imported;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where files of networks are read from. */
@FunctionalInterface
public interface NetworkFiles {
  /** The file system of this machine. */
  NetworkFiles LOCAL = path -> Files.newInputStream(Path.of(path));

  /** Opens a file. */
  InputStream open(String path) throws IOException;
}
