package io.cordon.jobs.reproduce;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A published experiment: how rows are parted, which methods run, and what was published. A new one
 * is a file beside this class and its name in {@link #NAMES}.
 *
 * @param name as the command line has it
 * @param title what the table is headed with
 * @param seeds how many seeds it takes when the command line does not say
 * @param metrics what the table shows
 * @param splits the ways in which rows are parted; each is a table of its own
 * @param methods the rows of every table
 */
public record Protocol(
    String name,
    String title,
    int seeds,
    List<Figure> metrics,
    List<Split> splits,
    List<Method> methods) {

  /** Every protocol there is. */
  public static final List<String> NAMES =
      List.of("kddcup99-duad", "kddcup99-dagmm", "thyroid", "arrhythmia", "synthetic");

  /** What a cell measures, each in [0, 1]. */
  public enum Figure {
    AUROC,
    AUPRC,
    F1
  }

  /** How rows are parted into those that train and those that test. */
  public enum Parting {
    /** {@link io.cordon.datasets.HoldOut}: half of all rows, the other half contaminated. */
    HOLD_OUT,
    /** {@link io.cordon.datasets.NormalHalf}, drawn by the seed. */
    NORMAL_HALF,
    /** {@link io.cordon.datasets.NormalHalf} in the order of the file. */
    NORMAL_HALF_IN_FILE_ORDER
  }

  /** What part a method has in the comparison. */
  public enum Role {
    /** The paper's own method, as printed. */
    PAPER,
    /** Set with a look at labels: it shows what can be reached, and does not count. */
    ORACLE,
    /** All else. */
    OTHER
  }

  /**
   * One way to part the rows.
   *
   * @param contamination of the training rows, where rows are held out; empty leaves all anomalies
   */
  public record Split(String name, Parting parting, OptionalDouble contamination) {}

  /**
   * One row of the table.
   *
   * @param name short, in lower case: part of a cell's file name
   * @param row what the table calls it
   * @param settings all settings of the run
   * @param published by split and figure, in the paper's own words, such as "98.2 ± 1.0"
   * @param mark what a reader must know of the comparison; empty where nothing
   * @param role its part in the comparison
   */
  public record Method(
      String name,
      String row,
      Config settings,
      Map<String, Map<Figure, String>> published,
      String mark,
      Role role) {}

  /**
   * Reads a protocol.
   *
   * @throws UserException (USAGE) where there is none of the name
   */
  public static Protocol named(String name) {
    if (!NAMES.contains(name)) {
      throw new UserException(
          ExitCode.USAGE,
          "--protocol must be one of " + String.join(", ", NAMES) + ", but is \"" + name + "\"");
    }
    Config file =
        ConfigFactory.parseResources(
            Protocol.class, name + ".conf", ConfigParseOptions.defaults().setAllowMissing(false));
    Config common = file.getConfig("settings");
    return new Protocol(
        name,
        file.getString("title"),
        file.getInt("seeds"),
        file.getStringList("metrics").stream().map(Protocol::figure).toList(),
        file.getConfigList("splits").stream().map(Protocol::split).toList(),
        file.getConfigList("methods").stream().map(method -> method(method, common)).toList());
  }

  private static Figure figure(String name) {
    return Figure.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Split split(Config split) {
    return new Split(
        split.getString("name"),
        Parting.valueOf(split.getString("parting").toUpperCase(Locale.ROOT).replace('-', '_')),
        split.hasPath("contamination")
            ? OptionalDouble.of(split.getDouble("contamination"))
            : OptionalDouble.empty());
  }

  private static Method method(Config method, Config common) {
    Map<String, Map<Figure, String>> published = new TreeMap<>();
    if (method.hasPath("published")) {
      for (Config entry : method.getConfigList("published")) {
        Map<Figure, String> figures = new TreeMap<>();
        for (Figure figure : Figure.values()) {
          String key = figure.name().toLowerCase(Locale.ROOT);
          if (entry.hasPath(key)) {
            figures.put(figure, entry.getString(key));
          }
        }
        published.put(entry.getString("split"), figures);
      }
    }
    return new Method(
        method.getString("name"),
        method.getString("row"),
        method.getConfig("settings").withFallback(common),
        published,
        method.hasPath("mark") ? method.getString("mark") : "",
        method.hasPath("role")
            ? Role.valueOf(method.getString("role").toUpperCase(Locale.ROOT))
            : Role.OTHER);
  }
}
