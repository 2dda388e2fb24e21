package io.cordon.spark.publish;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.storage.WholeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run's hold on a day: a file that exactly one run can create. Its modification time is renewed
 * while the run lives; when it is older than the lease, the run is taken for dead.
 *
 * <p>A dead run's lock is not removed first, for two runs could do that at once, and the second
 * remove the first one's new lock: the next run creates the lock of the next number, which only one
 * can, and then removes the old one.
 */
final class DayLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DayLock.class);
  private static final int RENEWALS_PER_LEASE = 3;

  private final FileSystem files;
  private final TableDay day;
  private final Path place;
  private final String owner;
  private final Duration lease;
  private final InstantSource clock;
  private final ScheduledExecutorService heart;

  private DayLock(
      FileSystem files,
      TableDay day,
      Path place,
      String owner,
      Duration lease,
      InstantSource clock) {
    this.files = files;
    this.day = day;
    this.place = place;
    this.owner = owner;
    this.lease = lease;
    this.clock = clock;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lock of " + day.date());
              thread.setDaemon(true);
              return thread;
            });
    long pause = Math.max(1, lease.toMillis() / RENEWALS_PER_LEASE);
    this.heart.scheduleAtFixedRate(this::renew, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** A lock file as it was found. */
  private record Found(Path place, int number, long renewed) {}

  /**
   * Takes the day, over from a dead run if need be.
   *
   * @param owner says who holds it, in the words for whoever is refused; unlike any other run's
   * @throws UserException CONCURRENT_RUN where another run holds it
   */
  static DayLock take(
      FileSystem files, TableDay day, String owner, Duration lease, InstantSource clock)
      throws IOException {
    List<Found> dead = found(files, day);
    for (Found lock : dead) {
      refuseLiving(files, day, lock, lease, clock);
    }
    int number = dead.isEmpty() ? 1 : dead.get(dead.size() - 1).number() + 1;
    Path mine = new Path(day.control(), day.lockPrefix() + number);
    if (!NewFile.create(files, mine, owner)) {
      throw refused(day, "one that took it at this very moment", lease);
    }
    for (Found lock : found(files, day)) {
      if (lock.number() != number) {
        try {
          // One that was taken and given back meanwhile, and taken again, has a low number.
          refuseLiving(files, day, lock, lease, clock);
        } catch (UserException living) {
          files.delete(mine, false);
          throw living;
        }
      }
    }
    for (Found lock : dead) {
      LOG.warn("Took over {} from a dead run: {}", lock.place(), text(files, lock.place()));
      files.delete(lock.place(), false);
    }
    return new DayLock(files, day, mine, owner, lease, clock);
  }

  /**
   * Makes sure that no other run has taken this one for dead.
   *
   * @throws UserException CONCURRENT_RUN where one has
   */
  void requireHeld() throws IOException {
    List<Found> locks = found(files, day);
    boolean held =
        !locks.isEmpty()
            && locks.get(locks.size() - 1).place().equals(place)
            && text(files, place).equals(owner);
    if (!held) {
      throw new UserException(
          ExitCode.CONCURRENT_RUN,
          "A run must renew its lock within "
              + lease.toSeconds()
              + " s (lock.lease-seconds), but this one of "
              + day.date()
              + " was stopped for longer and another took over: nothing was published; see what that one did");
    }
  }

  /** Gives the day back. */
  @Override
  public void close() {
    heart.shutdown();
    try {
      if (files.exists(place) && text(files, place).equals(owner)) {
        files.delete(place, false);
      }
    } catch (IOException problem) {
      LOG.warn("The lock {} could not be removed: it ends with its lease", place, problem);
    }
  }

  private void renew() {
    try {
      if (!ObjectStores.holds(files.getUri())) {
        files.setTimes(place, clock.millis(), -1);
      } else if (text(files, place).equals(owner)) {
        // The time of an object is that of its writing.
        WholeFile.write(files.create(place, true), owner.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException problem) {
      if (!heart.isShutdown()) {
        LOG.warn("The lock {} could not be renewed: {}", place, problem.toString());
      }
    }
  }

  private static void refuseLiving(
      FileSystem files, TableDay day, Found lock, Duration lease, InstantSource clock)
      throws IOException {
    if (clock.millis() - lock.renewed() <= lease.toMillis()) {
      throw refused(day, text(files, lock.place()), lease);
    }
  }

  private static UserException refused(TableDay day, String owner, Duration lease) {
    return new UserException(
        ExitCode.CONCURRENT_RUN,
        "One run at a time may publish "
            + day.place(TableDay.Part.TABLE).toUri().getPath()
            + ", but another holds it ("
            + owner
            + "): wait for it and run again; if it is dead, its lock ends "
            + lease.toSeconds()
            + " s after its last sign of life (lock.lease-seconds)");
  }

  private static List<Found> found(FileSystem files, TableDay day) throws IOException {
    List<Found> locks = new ArrayList<>();
    for (FileStatus file : Folders.list(files, day.control())) {
      String name = file.getPath().getName();
      if (name.matches(java.util.regex.Pattern.quote(day.lockPrefix()) + "[0-9]{1,9}")) {
        int number = Integer.parseInt(name.substring(day.lockPrefix().length()));
        locks.add(new Found(file.getPath(), number, file.getModificationTime()));
      }
    }
    locks.sort(Comparator.comparingInt(Found::number));
    return locks;
  }

  /** What a lock says of its owner; empty where it has just been created or removed. */
  private static String text(FileSystem files, Path place) throws IOException {
    try (InputStream in = files.open(place)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException gone) {
      return "";
    }
  }
}
