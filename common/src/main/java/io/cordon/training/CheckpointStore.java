package io.cordon.training;

import java.util.List;

/** A folder of checkpoint files. */
public interface CheckpointStore {
  /** Names of the files, in no order. */
  List<String> names();

  /** A file's bytes. */
  byte[] read(String name);

  /** Writes a file so that a reader sees all of it or none, whenever the process dies. */
  void write(String name, byte[] bytes);

  /** Removes a file. */
  void delete(String name);
}
