package io.cordon.spark.publish;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run that publishes a day. It holds the day from {@link #open} to {@link #close}; what it
 * writes lies in a folder of its own until {@link #publish}. However it ends, by an error, SIGTERM
 * or SIGKILL, the day is the old one or the new one, and the next run finishes or removes what was
 * left.
 */
public final class DayRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DayRun.class);

  /** After Spark has stopped writing, before Hadoop closes its file systems. */
  private static final int AT_SHUTDOWN = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  private final FileSystem files;
  private final DayTarget target;
  private final TableDay day;
  private final DayLock lock;
  private final Path folder;
  private final Runnable atShutdown = this::close;
  private boolean open = true;

  private DayRun(FileSystem files, DayTarget target, TableDay day, DayLock lock, Path folder) {
    this.files = files;
    this.target = target;
    this.day = day;
    this.lock = lock;
    this.folder = folder;
    ShutdownHookManager.get().addShutdownHook(atShutdown, AT_SHUTDOWN);
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Takes a day, and sets right what a dead run left of it.
   *
   * @param target the day's table
   * @param lease how long a run may give no sign of life before it is taken for dead
   * @throws UserException CONCURRENT_RUN where another run holds the day; STORAGE where the table's
   *     folder cannot be written to
   */
  public static DayRun open(
      Configuration configuration, DayTarget target, Duration lease, InstantSource clock) {
    TableDay wanted = target.day();
    return storage(
        wanted,
        () -> {
          FileSystem files = wanted.table().getFileSystem(configuration);
          if (target.isPublishedByRenames()) {
            ObjectStores.refuse(files.getUri());
          }
          TableDay day =
              new TableDay(files.makeQualified(wanted.table()), wanted.column(), wanted.date());
          String run = UUID.randomUUID().toString();
          DayLock lock = DayLock.take(files, day, owner(run, clock), lease, clock);
          try {
            repair(files, target);
            target.begin();
          } catch (IOException | RuntimeException problem) {
            lock.close();
            throw problem;
          }
          return new DayRun(
              files, target, day, lock, new Path(day.control(), day.runPrefix() + run));
        });
  }

  /** What the ledger says of the day; where it has no entry, what the table's commits say. */
  public Optional<LedgerEntry> ledger() {
    return storage(
        day,
        () -> {
          if (!files.exists(day.entry())) {
            return target.entry();
          }
          try (InputStream in = files.open(day.entry())) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(LedgerEntry.of(text, day.entry()));
          }
        });
  }

  /** Whether the table has rows of the day already. */
  public boolean exists() {
    return storage(day, target::exists);
  }

  /** The folder, or file, to write a part of the day to; it does not exist yet. */
  public String staged(TableDay.Part part) {
    return Decision.staged(folder, part).toString();
  }

  /**
   * Puts all staged parts and the entry in their places, instead of what was there. A part that a
   * day may be without stays as it was where none is staged.
   *
   * @throws UserException CONCURRENT_RUN where this run was taken for dead meanwhile; STORAGE
   */
  public synchronized void publish(LedgerEntry entry) {
    storage(
        day,
        () -> {
          if (!open) {
            throw new IOException("the run has been ended");
          }
          lock.requireHeld();
          Decision decision = new Decision(files, target, folder);
          decision.make(entry);
          decision.carryOut();
          return null;
        });
  }

  /**
   * Leaves the staged report and page as those of a day that was not let through; its rows and its
   * entry stay as they are.
   *
   * @throws UserException CONCURRENT_RUN where this run was taken for dead meanwhile; STORAGE
   */
  public synchronized void refuse() {
    storage(
        day,
        () -> {
          lock.requireHeld();
          new Decision(files, target, folder).refuse();
          return null;
        });
  }

  /** Removes what the run left and gives the day back; a decided run is not half undone. */
  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      if (!new Decision(files, target, folder).made()) {
        Folders.delete(files, folder);
      }
    } catch (IOException problem) {
      LOG.warn("{} could not be removed: the day's next run removes it", folder, problem);
    }
    lock.close();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(atShutdown);
    }
  }

  private static void repair(FileSystem files, DayTarget target) throws IOException {
    TableDay day = target.day();
    for (FileStatus found : Folders.list(files, day.control())) {
      if (found.getPath().getName().startsWith(day.runPrefix())) {
        Decision decision = new Decision(files, target, found.getPath());
        if (decision.made()) {
          LOG.warn("Finishing what a dead run had decided to publish: {}", found.getPath());
          decision.carryOut();
        } else {
          LOG.warn("Removing what a dead run left: {}", found.getPath());
        }
        Folders.delete(files, found.getPath());
      }
    }
  }

  private static String owner(String run, InstantSource clock) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      host = "a host without a name";
    }
    return "run %s, process %d on %s, since %s"
        .formatted(run, ProcessHandle.current().pid(), host, clock.instant());
  }

  private static <T> T storage(TableDay day, Work<T> work) {
    try {
      return work.run();
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE,
          "Cannot publish %s of %s: %s"
              .formatted(day.date(), day.table().toUri().getPath(), FirstLine.of(problem)),
          problem);
    }
  }
}
