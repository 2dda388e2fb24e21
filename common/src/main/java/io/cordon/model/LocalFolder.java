package io.cordon.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A folder of this machine. Nothing outside of it is read or written: names with folder parts and
 * symbolic links are refused.
 */
public final class LocalFolder implements Folder {
  private final Path root;

  public LocalFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
        for (Path file : files) {
          names.add(file.getFileName().toString());
        }
      }
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(file(name));
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(file(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public OutputStream create(String name) throws IOException {
    Path file = file(name);
    Files.createDirectories(root);
    return Files.newOutputStream(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public String toString() {
    return root.toString();
  }

  private Path file(String name) {
    boolean plain =
        !name.isEmpty()
            && !name.equals(".")
            && !name.equals("..")
            && name.indexOf('/') < 0
            && name.indexOf('\\') < 0
            && name.indexOf('\0') < 0;
    if (!plain) {
      throw new IllegalArgumentException("a file's name must have no folder parts, unlike " + name);
    }
    return root.resolve(name);
  }
}
