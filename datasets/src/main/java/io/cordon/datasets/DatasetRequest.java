package io.cordon.datasets;

import java.util.List;
import java.util.Optional;

/**
 * What a run asks of a named data set. A set ignores what it has no use for: the demo needs no
 * folder, a file needs no generator settings.
 *
 * @param folder the data folder, any path or URI that Hadoop reads; the set's files lie in it or in
 *     its subfolder of the set's name
 * @param file name of the file inside the folder, or the part (train, test) of a set that comes in
 *     parts; unset = the set's default file, or all parts
 * @param orientation which side is the anomaly; unset = attacks
 * @param normalClasses of a set of images, the classes that are no anomalies; none = the set's
 *     usual one
 * @param demo the generator's settings
 * @param holdOut which part of the rows, by the papers' protocol; unset = all rows
 */
public record DatasetRequest(
    Optional<String> folder,
    Optional<String> file,
    Optional<Orientation> orientation,
    List<Integer> normalClasses,
    DemoSettings demo,
    Optional<HoldOut> holdOut) {

  public DatasetRequest {
    normalClasses = List.copyOf(normalClasses);
  }

  /** All rows of the set's default file in a folder. */
  public static DatasetRequest in(String folder) {
    return new DatasetRequest(
        Optional.of(folder),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        DemoSettings.DEFAULTS,
        Optional.empty());
  }

  /** All rows of the generated table. */
  public static DatasetRequest generated(DemoSettings demo) {
    return new DatasetRequest(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), demo, Optional.empty());
  }

  /** The same request for another file of the set. */
  public DatasetRequest ofFile(String name) {
    return new DatasetRequest(folder, Optional.of(name), orientation, normalClasses, demo, holdOut);
  }

  /** The same request with a chosen orientation. */
  public DatasetRequest oriented(Orientation chosen) {
    return new DatasetRequest(folder, file, Optional.of(chosen), normalClasses, demo, holdOut);
  }

  /** The same request with other normal classes. */
  public DatasetRequest withNormal(List<Integer> classes) {
    return new DatasetRequest(folder, file, orientation, classes, demo, holdOut);
  }

  /** The same request for a part of the rows. */
  public DatasetRequest heldOut(HoldOut part) {
    return new DatasetRequest(folder, file, orientation, normalClasses, demo, Optional.of(part));
  }

  /** The orientation, attacks as anomalies where unset. */
  Orientation orientationOrDefault() {
    return orientation.orElse(Orientation.ATTACK_IS_ANOMALY);
  }
}
