package io.cordon.datasets;

import java.util.Optional;

/**
 * What a run asks of a named data set. A set ignores what it has no use for: the demo needs no
 * folder, a file needs no generator settings.
 *
 * @param folder the data folder, any path or URI that Hadoop reads; the set's files lie in it or in
 *     its subfolder of the set's name
 * @param file name of the file inside the folder; unset = the set's default file
 * @param orientation which side is the anomaly; unset = attacks
 * @param demo the generator's settings
 * @param holdOut which part of the rows, by the papers' protocol; unset = all rows
 */
public record DatasetRequest(
    Optional<String> folder,
    Optional<String> file,
    Optional<Orientation> orientation,
    DemoSettings demo,
    Optional<HoldOut> holdOut) {

  /** All rows of the set's default file in a folder. */
  public static DatasetRequest in(String folder) {
    return new DatasetRequest(
        Optional.of(folder),
        Optional.empty(),
        Optional.empty(),
        DemoSettings.DEFAULTS,
        Optional.empty());
  }

  /** All rows of the generated table. */
  public static DatasetRequest generated(DemoSettings demo) {
    return new DatasetRequest(
        Optional.empty(), Optional.empty(), Optional.empty(), demo, Optional.empty());
  }

  /** The same request for another file of the set. */
  public DatasetRequest ofFile(String name) {
    return new DatasetRequest(folder, Optional.of(name), orientation, demo, holdOut);
  }

  /** The same request with a chosen orientation. */
  public DatasetRequest oriented(Orientation chosen) {
    return new DatasetRequest(folder, file, Optional.of(chosen), demo, holdOut);
  }

  /** The same request for a part of the rows. */
  public DatasetRequest heldOut(HoldOut part) {
    return new DatasetRequest(folder, file, orientation, demo, Optional.of(part));
  }

  /** The orientation, attacks as anomalies where unset. */
  Orientation orientationOrDefault() {
    return orientation.orElse(Orientation.ATTACK_IS_ANOMALY);
  }
}
