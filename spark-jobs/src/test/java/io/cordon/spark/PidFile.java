package io.cordon.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Waits for a process to tell its id by a file. */
public final class PidFile {

  private PidFile() {}

  /** The process, which must not be this one; the file appears whole. */
  public static ProcessHandle await(Path file) {
    try (WatchService watch = file.getFileSystem().newWatchService()) {
      file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(file)) {
        WatchKey key = watch.poll(2, TimeUnit.MINUTES);
        if (key == null) {
          throw new IllegalStateException("no process told its id");
        }
        key.pollEvents();
        key.reset();
      }
      long pid = Long.parseLong(Files.readString(file));
      if (pid == ProcessHandle.current().pid()) {
        throw new IllegalStateException("the process is this one, not an executor");
      }
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException | InterruptedException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
