package io.cordon.spark.publish;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Storage on which a folder cannot be renamed at one stroke. */
public final class ObjectStores {
  private static final Set<String> SCHEMES =
      Set.of("s3", "s3a", "s3n", "gs", "wasb", "wasbs", "oss", "cosn", "obs", "swift");

  private ObjectStores() {}

  /** Whether a place is on one. */
  static boolean holds(URI place) {
    String scheme = place.getScheme();
    return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
  }

  /**
   * Refuses to publish by renames where a rename copies file by file.
   *
   * @throws UserException USAGE
   */
  public static void refuse(URI table) {
    if (holds(table)) {
      throw new UserException(
          ExitCode.USAGE,
          "A day in plain files is published by renames, which are not atomic on object stores, but output.path is on "
              + table.getScheme()
              + "://: use a Delta Lake or an Iceberg table there, or write to HDFS or a local disk");
    }
  }
}
