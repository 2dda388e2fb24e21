package io.cordon.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * One folder of some storage. Names are plain: no folder parts. {@code toString()} says where it
 * is, for messages.
 */
public interface Folder {

  /** The names of all files and sub-folders in it, sorted; none where there is no such folder. */
  List<String> names() throws IOException;

  /** Bytes of a file. */
  long size(String name) throws IOException;

  /** Opens a file for reading. */
  InputStream open(String name) throws IOException;

  /**
   * Opens a new file for writing, and makes the folder where it is missing; an old file of that
   * name is replaced.
   */
  OutputStream create(String name) throws IOException;
}
