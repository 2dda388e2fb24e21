package io.cordon.model;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A folder whose disk is full after the first 100 bytes of one file. */
record FailingFolder(Folder folder, String victim) implements Folder {
  @Override
  public List<String> names() throws IOException {
    return folder.names();
  }

  @Override
  public long size(String name) throws IOException {
    return folder.size(name);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return folder.open(name);
  }

  @Override
  public OutputStream create(String name) throws IOException {
    OutputStream out = folder.create(name);
    return !name.equals(victim)
        ? out
        : new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, Math.min(100, count));
            throw new IOException("disk full");
          }
        };
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
