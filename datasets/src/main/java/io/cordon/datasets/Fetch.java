package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Downloads a named data set from its publisher into {@code <folder>/<name>}. A file is written
 * beside its place as {@code <file>.part}, checked, and only then moved there in one step; whatever
 * fails or interrupts it, nothing half done stays. Nothing is resumed.
 */
public final class Fetch {

  private final Map<String, Publication> publications;
  private final Duration patience;

  /** Fetches from the publishers. */
  public Fetch() {
    this(Publication.ALL, Duration.ofSeconds(30));
  }

  /**
   * Fetches from other servers.
   *
   * @param publications where the files of each data set are
   * @param patience how long the server may be silent
   */
  Fetch(Map<String, Publication> publications, Duration patience) {
    this.publications = publications;
    this.patience = patience;
  }

  /** The data sets that can be fetched. */
  public static List<String> names() {
    return Publication.ALL.keySet().stream().sorted().toList();
  }

  /**
   * Downloads what is not there yet.
   *
   * @param dataset a name of {@link #names()}
   * @param folder the data folder; made where it is missing
   * @param progress receives a line for each file, rewritten while it grows
   * @return the folder with the files
   * @throws UserException USAGE for an unknown name; STORAGE where a file cannot be downloaded or
   *     written, or is not what was published: the message says from where it comes and where to
   *     put it by hand
   */
  public Path run(String dataset, Path folder, PrintStream progress) {
    Publication wanted = publications.get(dataset);
    if (wanted == null) {
      throw new UserException(
          ExitCode.USAGE,
          "There is no data set named \""
              + dataset
              + "\" to fetch: the names are "
              + String.join(", ", names())
              + ".");
    }
    Path place = folder.resolve(dataset).toAbsolutePath().normalize();
    try {
      Files.createDirectories(place);
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE,
          "The folder "
              + place
              + " could not be made ("
              + problem
              + "): choose another with --data.",
          problem);
    }
    for (RemoteFile file : wanted.files()) {
      fetch(wanted.folder().resolve(file.name()), file, place.resolve(file.name()), progress);
    }
    return place;
  }

  private void fetch(URI source, RemoteFile file, Path target, PrintStream progress) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Thread cleaner = new Thread(() -> delete(part), "remove " + part.getFileName());
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      if (Files.exists(target) && file.problem(target).isEmpty()) {
        progress.println(target + " is already there (" + file.check().said() + ")");
        return;
      }
      try (ProgressLine line = new ProgressLine(file.name(), progress)) {
        new Download(source, patience).to(part, line);
      }
      Optional<String> problem = file.problem(part);
      if (problem.isPresent()) {
        throw failure(
            source
                + " is not the published file, because "
                + problem.get()
                + "; the copy was removed",
            source,
            target,
            null);
      }
      move(part, target);
      progress.println(target + " is there (" + file.check().said() + ")");
    } catch (IOException problem) {
      throw failure(
          file.name() + " could not be downloaded from " + source + " (" + said(problem) + ")",
          source,
          target,
          problem);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw failure("The download of " + source + " was interrupted", source, target, interruption);
    } finally {
      delete(part);
      forget(cleaner);
    }
  }

  private static UserException failure(String problem, URI source, Path target, Exception cause) {
    return new UserException(
        ExitCode.STORAGE,
        problem + ": try again, or get " + source + " by hand and put it at " + target + ".",
        cause);
  }

  private static String said(IOException problem) {
    String text = problem.getMessage() == null ? "" : ": " + problem.getMessage();
    return problem.getClass().getSimpleName() + text;
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException twoDisks) {
      throw new IOException("the file system cannot rename a file in one step", twoDisks);
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException kept) {
      // The next run overwrites it, and no reader takes a .part for a data file.
      part.toFile().deleteOnExit();
    }
  }

  private static void forget(Thread cleaner) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already, which is what it is for.
    }
  }
}
