package io.cordon.spark.publish;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/**
 * The table that a day is published to. A run stages the rows in its own folder first, for every
 * table alike; how they get from there into the table differs. In a table of folders the run's
 * decision comes first, and the staged folder is then renamed. A table that has commits of its own
 * takes the rows by one of them, and that commit is the decision.
 *
 * <p>The defaults are those of a table of folders.
 */
public interface DayTarget {

  /** The day, and the folder where its ledger, its quarantine and its runs lie. */
  TableDay day();

  /** Spark's name of the format in which the rows are staged. */
  String format();

  /** The table in words. */
  String text();

  /** Whether a day comes into the table by renaming its folder, and not by a commit. */
  default boolean isPublishedByRenames() {
    return true;
  }

  /** Notes how the table is now; called once the day is held, before anything is committed. */
  default void begin() throws IOException {}

  /** Whether the table has rows of the day. */
  boolean exists() throws IOException;

  /** What the table's own commits say of the day, where the ledger has been lost. */
  default Optional<LedgerEntry> entry() throws IOException {
    return Optional.empty();
  }

  /**
   * Makes sure that the table takes rows with these columns, before there are any.
   *
   * @param rows columns without that of the day
   * @throws io.cordon.error.UserException MISMATCH where the table has other columns
   */
  default void check(StructType rows) {}

  /**
   * Makes sure once more that the table takes the staged rows, before anything is decided: others
   * may have changed it meanwhile.
   *
   * @throws io.cordon.error.UserException MISMATCH where the table has other columns
   */
  default void check(Path staged) throws IOException {}

  /**
   * Replaces the day's rows by the staged ones in one commit that carries its run and entry.
   *
   * @throws io.cordon.error.UserException CONCURRENT_RUN where another wrote the day meanwhile: the
   *     table is as that one left it
   */
  default void commit(Path staged, DayCommit commit) throws IOException {}

  /** Whether the table has a run's commit. */
  default boolean committed(String run) throws IOException {
    return true;
  }

  /**
   * Puts the staged folder in its place, from wherever an earlier attempt was stopped.
   *
   * @param aside where what is replaced goes
   */
  default void place(Path staged, Path aside) throws IOException {}
}
