package io.cordon.jobs.reproduce;

import io.cordon.error.ExitCode;
import io.cordon.jobs.reproduce.Protocol.Figure;
import io.cordon.jobs.reproduce.Protocol.Method;
import io.cordon.jobs.reproduce.Protocol.Parting;
import io.cordon.jobs.reproduce.Protocol.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The cells of a protocol as Markdown and as JSON: one table for each split. */
public final class ResultTable {
  private final Protocol protocol;
  private final Map<String, List<Cell>> cells = new LinkedHashMap<>();

  public ResultTable(Protocol protocol) {
    this.protocol = protocol;
  }

  /** Adds what a seed of a method gave. */
  public void add(Split split, Method method, Cell cell) {
    cells.computeIfAbsent(key(split, method), unused -> new ArrayList<>()).add(cell);
  }

  /** Adds the means of all other splits to the splits that stand for them, seed by seed. */
  public void addMeans() {
    for (Split split : protocol.splits()) {
      for (Method method : protocol.methods()) {
        if (split.parting() == Parting.MEAN) {
          means(method).forEach(cell -> add(split, method, cell));
        }
      }
    }
  }

  private List<Cell> means(Method method) {
    List<List<Cell>> others =
        protocol.splits().stream()
            .filter(split -> split.parting() != Parting.MEAN)
            .map(split -> of(split, method))
            .toList();
    int seeds = others.stream().mapToInt(List::size).min().orElse(0);
    List<Cell> means = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      int which = seed;
      List<Cell> cells = others.stream().map(some -> some.get(which)).toList();
      if (cells.stream().allMatch(Cell::succeeded)) {
        means.add(Cell.mean(cells));
      }
    }
    return means;
  }

  private static String key(Split split, Method method) {
    return split.name() + "/" + method.name();
  }

  private List<Cell> of(Split split, Method method) {
    return cells.getOrDefault(key(split, method), List.of());
  }

  /** For people: percent, mean ± standard deviation over the seeds. */
  public String markdown() {
    StringBuilder text = new StringBuilder("# " + protocol.title() + "\n");
    for (Split split : protocol.splits()) {
      text.append("\n## ").append(split.name()).append("\n\n").append(head());
      for (Method method : protocol.methods()) {
        if (!of(split, method).isEmpty()) {
          text.append(row(split, method));
        }
      }
    }
    text.append(
        """

        Figures are percent, mean ± standard deviation over the seeds (in brackets: how many), after the last round; the untrained control went through the same
        steps without learning. F1 flags exactly as many rows as there are anomalies. Seconds are wall seconds of training and scoring of one run.
        """);
    return text.toString();
  }

  private String head() {
    StringBuilder head = new StringBuilder("| method |");
    StringBuilder line = new StringBuilder("|---|");
    for (Figure figure : protocol.metrics()) {
      head.append(" %s published | %s ours | %s untrained |".formatted(figure, figure, figure));
      line.append("---|---|---|");
    }
    return head + " seconds | remark |\n" + line + "---|---|\n";
  }

  private String row(Split split, Method method) {
    List<Cell> all = of(split, method);
    List<Cell> good = all.stream().filter(Cell::succeeded).toList();
    StringBuilder row = new StringBuilder("| " + method.row() + " |");
    for (Figure figure : protocol.metrics()) {
      String published =
          method.published().getOrDefault(split.name(), Map.of()).getOrDefault(figure, "–");
      row.append(" %s | %s | %s |".formatted(published, ours(good, figure), control(good, figure)));
    }
    double seconds = good.stream().mapToDouble(Cell::seconds).average().orElse(Double.NaN);
    row.append(good.isEmpty() ? " – |" : String.format(Locale.ROOT, " %.1f |", seconds));
    Optional<Cell> failed = all.stream().filter(cell -> !cell.succeeded()).findFirst();
    String failure =
        failed
            .map(
                cell ->
                    (all.size() - good.size())
                        + " of "
                        + all.size()
                        + " runs failed: "
                        + cell.failure())
            .orElse("");
    return row + " " + String.join(" ", method.mark(), failure).strip() + " |\n";
  }

  private static String ours(List<Cell> good, Figure figure) {
    return Spread.of(good.stream().mapToDouble(cell -> cell.figure(figure, false)).toArray())
        .map(spread -> spread.percent() + " (" + good.size() + ")")
        .orElse("–");
  }

  private static String control(List<Cell> good, Figure figure) {
    return Spread.of(good.stream().mapToDouble(cell -> cell.figure(figure, true)).toArray())
        .map(Spread::percent)
        .orElse("–");
  }

  /**
   * How the whole ends: with the code of the first run that failed, in the order of the tables, so
   * that the code belongs to the first failure that a reader finds; 0 where none did.
   */
  public int exitCode() {
    for (Split split : protocol.splits()) {
      for (Method method : protocol.methods()) {
        for (Cell cell : of(split, method)) {
          if (!cell.succeeded()) {
            return cell.exitCode();
          }
        }
      }
    }
    return ExitCode.OK.code();
  }

  /** The same numbers for programs, as shares. */
  public Results results() {
    Map<String, Map<String, Results.MethodResult>> splits = new LinkedHashMap<>();
    for (Split split : protocol.splits()) {
      Map<String, Results.MethodResult> methods = new LinkedHashMap<>();
      for (Method method : protocol.methods()) {
        if (!of(split, method).isEmpty()) {
          methods.put(method.name(), result(split, method));
        }
      }
      splits.put(split.name(), methods);
    }
    return new Results(protocol.name(), protocol.title(), splits);
  }

  private Results.MethodResult result(Split split, Method method) {
    List<Cell> good = of(split, method).stream().filter(Cell::succeeded).toList();
    return new Results.MethodResult(
        method.row(),
        new TreeMap<>(method.published().getOrDefault(split.name(), Map.of())),
        method.mark(),
        figures(good, false),
        figures(good, true),
        good.stream().mapToDouble(Cell::seconds).toArray(),
        of(split, method).stream().filter(cell -> !cell.succeeded()).map(Cell::failure).toList());
  }

  private static Map<Figure, double[]> figures(List<Cell> good, boolean ofControl) {
    Map<Figure, double[]> figures = new TreeMap<>();
    for (Figure figure : good.isEmpty() ? Set.<Figure>of() : good.get(0).trained().keySet()) {
      figures.put(
          figure, good.stream().mapToDouble(cell -> cell.figure(figure, ofControl)).toArray());
    }
    return figures;
  }
}
