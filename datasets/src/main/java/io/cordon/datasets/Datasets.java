package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The data sets that Cordon knows by name. A new one is one class and one line here. */
public final class Datasets {

  private static final Map<String, Supplier<NamedDataset>> BY_NAME = new TreeMap<>();

  static {
    BY_NAME.put(KddCup99.NAME, KddCup99::new);
    BY_NAME.put(DemoConnections.NAME, DemoConnections::new);
    BY_NAME.put("thyroid", () -> new OddsTable("thyroid"));
    BY_NAME.put("arrhythmia", () -> new OddsTable("arrhythmia"));
    BY_NAME.put(GaussianTable.NAME, GaussianTable::new);
    BY_NAME.put(LogSessions.NAME, LogSessions::new);
    BY_NAME.put(Heartbeats.NAME, Heartbeats::new);
    BY_NAME.put(Proteins.NAME, Proteins::new);
    BY_NAME.put(KnownCauses.NAME, KnownCauses::new);
    ImageDataset.all().forEach(images -> BY_NAME.put(images.name(), () -> images));
  }

  private Datasets() {}

  /** All names, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * The data set of a name.
   *
   * @throws UserException (USAGE) where there is none
   */
  public static NamedDataset named(String name) {
    Supplier<NamedDataset> factory = BY_NAME.get(name);
    if (factory == null) {
      throw new UserException(
          ExitCode.USAGE,
          "There is no data set named \""
              + name
              + "\": the names are "
              + String.join(", ", names())
              + ".");
    }
    return factory.get();
  }
}
