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
 * @param quick a small size of the same, which takes a minute or two
 */
public record Protocol(
    String name,
    String title,
    int seeds,
    List<Figure> metrics,
    List<Split> splits,
    List<Method> methods,
    Quick quick) {

  /**
   * The small size of a protocol.
   *
   * @param splits how many of the splits, from the first
   * @param methods by their short names
   * @param settings what is set otherwise
   */
  public record Quick(int splits, List<String> methods, Config settings) {
    /** The whole of a protocol that has no small size. */
    static final Quick NONE = new Quick(Integer.MAX_VALUE, List.of(), ConfigFactory.empty());
  }

  /** A protocol without a small size. */
  public Protocol(
      String name,
      String title,
      int seeds,
      List<Figure> metrics,
      List<Split> splits,
      List<Method> methods) {
    this(name, title, seeds, metrics, splits, methods, Quick.NONE);
  }

  /** The small size of this protocol, one seed of it. */
  public Protocol inBrief() {
    return new Protocol(
        name + "-quick",
        title + " (quick: not the published size)",
        1,
        metrics,
        splits.stream().limit(quick.splits).toList(),
        methods.stream()
            .filter(method -> quick.methods.isEmpty() || quick.methods.contains(method.name()))
            .map(method -> method.with(quick.settings))
            .toList(),
        quick);
  }

  /** Every protocol there is. */
  public static final List<String> NAMES =
      List.of(
          "kddcup99-duad",
          "kddcup99-dagmm",
          "thyroid",
          "arrhythmia",
          "synthetic",
          "mnist-4",
          "usps-1v7",
          "cifar10-dog-cat",
          "one-vs-rest-mnist",
          "one-vs-rest-cifar10",
          "fashion-mnist-plad",
          "protein",
          "ecg5000",
          "hdfs",
          "multi-class-normality");

  /** What a cell measures, each in [0, 1]. */
  public enum Figure {
    AUROC,
    AUPRC,
    /** Of the normal rows as the positive class, by the score negated: how paper 001 counts. */
    AUPRC_NORMAL,
    F1
  }

  /** How rows are parted into those that train and those that test. */
  public enum Parting {
    /** {@link io.cordon.datasets.HoldOut}: half of all rows, the other half contaminated. */
    HOLD_OUT,
    /** {@link io.cordon.datasets.NormalHalf}, drawn by the seed. */
    NORMAL_HALF,
    /** {@link io.cordon.datasets.NormalHalf} in the order of the file. */
    NORMAL_HALF_IN_FILE_ORDER,
    /** {@link io.cordon.datasets.OfficialParts}: the normal rows of one, all rows of the other. */
    OFFICIAL_PARTS,
    /** The same, without the rows to test with that have the features of one that trains. */
    OFFICIAL_PARTS_UNSEEN,
    /** {@link io.cordon.datasets.ImageMeans}: images of all classes, and means of two of them. */
    IMAGE_MEANS,
    /** {@link io.cordon.datasets.Mixture}: the same rows train and test. */
    MIXTURE,
    /** {@link io.cordon.datasets.Mixture}, of which only the normal rows train. */
    MIXTURE_NORMAL_ONLY,
    /** No rows: the mean of all other splits, seed by seed. */
    MEAN
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
   * @param settings what the split sets otherwise than the protocol, for all methods
   * @param classes the only classes of images that take part; none for all
   * @param normals rows of a mixture that are normal, and anomalies in it; 0 for all. Of {@link
   *     Parting#IMAGE_MEANS} the images that train, and the means to test with
   */
  public record Split(
      String name,
      Parting parting,
      OptionalDouble contamination,
      Config settings,
      List<Integer> classes,
      int normals,
      int anomalies) {

    /** A split that sets nothing of its own. */
    public Split(String name, Parting parting, OptionalDouble contamination) {
      this(name, parting, contamination, ConfigFactory.empty(), List.of(), 0, 0);
    }
  }

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
      Role role) {

    Method with(Config over) {
      return new Method(name, row, over.withFallback(settings), published, mark, role);
    }
  }

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
        file.getConfigList("methods").stream().map(method -> method(method, common)).toList(),
        file.hasPath("quick") ? quick(file.getConfig("quick")) : Quick.NONE);
  }

  private static Quick quick(Config quick) {
    return new Quick(
        quick.getInt("splits"), quick.getStringList("methods"), quick.getConfig("settings"));
  }

  private static Figure figure(String name) {
    return Figure.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Split split(Config split) {
    return new Split(
        split.getString("name"),
        Parting.valueOf(split.getString("parting").toUpperCase(Locale.ROOT).replace('-', '_')),
        split.hasPath("contamination")
            ? OptionalDouble.of(split.getDouble("contamination"))
            : OptionalDouble.empty(),
        split.hasPath("settings") ? split.getConfig("settings") : ConfigFactory.empty(),
        split.hasPath("classes") ? split.getIntList("classes") : List.of(),
        split.hasPath("normals") ? split.getInt("normals") : 0,
        split.hasPath("anomalies") ? split.getInt("anomalies") : 0);
  }

  private static Method method(Config method, Config common) {
    Map<String, Map<Figure, String>> published = new TreeMap<>();
    if (method.hasPath("published")) {
      for (Config entry : method.getConfigList("published")) {
        Map<Figure, String> figures = new TreeMap<>();
        for (Figure figure : Figure.values()) {
          String key = figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
