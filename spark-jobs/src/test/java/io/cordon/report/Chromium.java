package io.cordon.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The browser without a window: what it makes of a page, what it complains of, what it asks for.
 */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private Chromium() {}

  /**
   * A page as the browser has it.
   *
   * @param dom after it was loaded
   * @param complaints lines of its console
   * @param requests what it asked for, without the page itself
   */
  record Loaded(String dom, List<String> complaints, List<String> requests) {}

  static Loaded load(Path page, Path folder) throws IOException, InterruptedException {
    Path net = folder.resolve("net.json");
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    Process browser =
        new ProcessBuilder(
                executable(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--log-net-log=" + net,
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    if (!browser.waitFor(2, TimeUnit.MINUTES)) {
      browser.destroyForcibly();
      throw new IllegalStateException("the browser does not end: " + Files.readString(log));
    }
    List<String> complaints =
        Files.readAllLines(log).stream().filter(line -> line.contains(":CONSOLE")).toList();
    return new Loaded(Files.readString(dom), complaints, requests(net, page));
  }

  /** Addresses of the requests that the page made; the browser's own have no page behind them. */
  private static List<String> requests(Path log, Path page) throws IOException {
    List<String> found = new ArrayList<>();
    JsonNode events = new ObjectMapper().readTree(log.toFile()).path("events");
    for (JsonNode event : events) {
      JsonNode parameters = event.path("params");
      String url = parameters.path("url").asText("");
      boolean ofAPage =
          !parameters.path("initiator").asText("not an origin").equals("not an origin");
      if (!url.isEmpty() && ofAPage && !url.equals(page.toUri().toString())) {
        found.add(url);
      }
    }
    return found;
  }

  private static String executable() {
    String found =
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse("");
    assumeTrue(
        !found.isEmpty() || System.getenv("CI") != null,
        "no Chromium on the path: pages are not looked at");
    if (found.isEmpty()) {
      throw new IllegalStateException("CI must have Chromium: install the package chromium");
    }
    return found;
  }
}
