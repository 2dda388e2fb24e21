package io.cordon.jobs.reproduce;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.reproduce.Protocol.Figure;
import io.cordon.jobs.reproduce.Protocol.Method;
import io.cordon.jobs.reproduce.Protocol.Role;
import io.cordon.jobs.reproduce.Protocol.Split;
import io.cordon.jobs.reproduce.Results.MethodResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One compact table of all protocols, made from the JSON files that {@code reproduce} wrote, and
 * its place in a document: between two marks, so that no number is copied by hand.
 */
public final class ResultSummary {
  static final String BEGIN =
      "<!-- results: made by ./submit.sh reproduce --summary docs/results, not by hand -->";
  static final String END = "<!-- end of results -->";
  private static final String NONE = "–";

  private final StringBuilder text = new StringBuilder();
  private final String link;

  private ResultSummary(String link) {
    this.link = link;
  }

  /**
   * The table: for each protocol, split and figure the published best, the paper's own method as
   * printed, and the best of all methods, each with its spread and its untrained control.
   *
   * @param folder with the JSON file of each protocol; a protocol without one is left out
   * @param link the folder as the document that takes the table must name it
   * @throws UserException (STORAGE) where the folder holds no such file, (BAD_DATA) where one
   *     cannot be read
   */
  public static String of(Path folder, String link) {
    ResultSummary summary = new ResultSummary(link);
    summary.text.append(
        """
        | protocol, rows | figure | published best | the paper's method, as printed | best of all methods |
        |---|---|---|---|---|
        """);
    int found = 0;
    for (String name : Protocol.NAMES) {
      Path file = folder.resolve(name + ".json");
      if (Files.exists(file)) {
        summary.protocol(Protocol.named(name), Results.read(read(file), file.toString()));
        found++;
      }
    }
    if (found == 0) {
      throw new UserException(
          ExitCode.STORAGE,
          "--summary must name a folder with the JSON files of reproduce, but "
              + folder
              + " has none of "
              + Protocol.NAMES.stream()
                  .map(one -> one + ".json")
                  .collect(Collectors.joining(", ")));
    }
    return summary
        .text
        .append(
            """

            Percent, mean ± standard deviation over the seeds (in brackets: how many), last round; in each cell the same steps without learning stand as "untrained". F1 flags as many
            rows as there are anomalies. The best of all methods is picked by the very figure that is shown, so it flatters; what was set with a look at labels is not among them.
            """)
        .toString();
  }

  private void protocol(Protocol protocol, Results results) {
    boolean hasMean = protocol.splits().stream().anyMatch(ResultSummary::isMean);
    for (Split split : protocol.splits()) {
      if (hasMean && !isMean(split)) {
        continue;
      }
      Map<String, MethodResult> methods = results.splits().getOrDefault(split.name(), Map.of());
      List<Figure> figures =
          protocol.metrics().stream()
              .filter(figure -> published(protocol, split, figure).isPresent())
              .toList();
      for (Figure figure : figures.isEmpty() ? protocol.metrics().subList(0, 1) : figures) {
        text.append(
            "| [%s](%s/%s.md), %s | %s | %s | %s | %s |\n"
                .formatted(
                    protocol.name(),
                    link,
                    protocol.name(),
                    split.name(),
                    figure,
                    published(protocol, split, figure).orElse(NONE),
                    faithful(protocol, methods, figure),
                    best(protocol, methods, figure)));
      }
    }
  }

  private static boolean isMean(Split split) {
    return split.parting() == Protocol.Parting.MEAN;
  }

  private static Optional<String> published(Protocol protocol, Split split, Figure figure) {
    return protocol.methods().stream()
        .filter(method -> publishedAt(method, split, figure).isPresent())
        .max(
            Comparator.comparingDouble(
                method ->
                    Double.parseDouble(
                        publishedAt(method, split, figure).orElseThrow().split(" ")[0])))
        .map(method -> shortName(method) + " " + publishedAt(method, split, figure).orElseThrow());
  }

  private static String shortName(Method method) {
    return method.row().split("[,:]")[0];
  }

  private static Optional<String> publishedAt(Method method, Split split, Figure figure) {
    return Optional.ofNullable(method.published().getOrDefault(split.name(), Map.of()).get(figure));
  }

  private static String faithful(
      Protocol protocol, Map<String, MethodResult> methods, Figure figure) {
    return protocol.methods().stream()
        .filter(method -> method.role() == Role.PAPER)
        .map(method -> cell(method, methods.get(method.name()), figure))
        .collect(Collectors.joining("<br>"));
  }

  private static String best(Protocol protocol, Map<String, MethodResult> methods, Figure figure) {
    return protocol.methods().stream()
        .filter(method -> method.role() != Role.ORACLE)
        .filter(
            method ->
                methods.containsKey(method.name())
                    && methods.get(method.name()).trained(figure).isPresent())
        .max(
            Comparator.comparingDouble(
                method -> methods.get(method.name()).trained(figure).orElseThrow().mean()))
        .map(method -> cell(method, methods.get(method.name()), figure))
        .orElse(NONE);
  }

  private static String cell(Method method, MethodResult result, Figure figure) {
    if (result == null || result.trained(figure).isEmpty()) {
      return shortName(method) + ": not run";
    }
    return "%s: %s (%d), untrained %s"
        .formatted(
            method.row(),
            result.trained(figure).orElseThrow().percent(),
            result.runs(),
            result.control(figure).orElseThrow().percent());
  }

  /**
   * Puts a summary between the marks of a document.
   *
   * @throws UserException (BAD_DATA) where the document lacks the marks, (STORAGE) where it cannot
   *     be read or written
   */
  public static void into(Path document, String summary) {
    String old = read(document);
    int begin = old.indexOf(BEGIN);
    int end = old.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "%s must hold the lines \"%s\" and \"%s\", between which the summary goes, but does not: put them in"
              .formatted(document, BEGIN, END));
    }
    String fresh = old.substring(0, begin) + BEGIN + "\n\n" + summary + "\n" + old.substring(end);
    try {
      Files.writeString(document, fresh);
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE, document + " must be writable, but is not: " + problem);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UserException(ExitCode.STORAGE, file + " must be readable, but is not: " + problem);
    }
  }
}
