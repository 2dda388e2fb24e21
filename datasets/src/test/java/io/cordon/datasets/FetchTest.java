package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.cordon.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
  private static final byte[] CONTENT = new byte[300_000];

  static {
    for (int i = 0; i < CONTENT.length; i++) {
      CONTENT[i] = (byte) (i * 31 >> 3);
    }
  }

  @TempDir Path folder;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch testEnds = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stopServer() {
    testEnds.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private void serve(byte[] content) {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
        });
  }

  private URI base() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/kdd/");
  }

  private Fetch fetch(RemoteFile file) {
    return new Fetch(published(base(), file), Duration.ofSeconds(20));
  }

  private static Map<String, Publication> published(URI folder, RemoteFile file) {
    return Map.of("kddcup99", new Publication(folder, List.of(file)));
  }

  private static RemoteFile checked(byte[] content) throws Exception {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    return new RemoteFile("data.gz", RemoteFile.Check.CHECKSUM, sha256);
  }

  private void run(Fetch fetch) {
    fetch.run("kddcup99", folder, new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  @Test
  void aGoodFileIsMovedToItsPlaceWithAProgressLine() throws Exception {
    serve(CONTENT);
    run(fetch(checked(CONTENT)));
    assertThat(Files.readAllBytes(folder.resolve("kddcup99/data.gz"))).isEqualTo(CONTENT);
    assertThat(files()).containsExactly("kddcup99/data.gz");
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("data.gz  0.3 of 0.3 MB, 100 %", "MB/s", "is there (sha256 checked)");
  }

  @Test
  void aFileThatIsThereIsNotDownloadedAgain() throws Exception {
    serve(CONTENT);
    run(fetch(checked(CONTENT)));
    run(fetch(checked(CONTENT)));
    assertThat(requests).hasValue(1);
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("is already there (sha256 checked)");
  }

  @Test
  void aDamagedFileThatIsThereIsReplaced() throws Exception {
    Files.createDirectories(folder.resolve("kddcup99"));
    Files.writeString(folder.resolve("kddcup99/data.gz"), "damaged");
    serve(CONTENT);
    run(fetch(checked(CONTENT)));
    assertThat(Files.readAllBytes(folder.resolve("kddcup99/data.gz"))).isEqualTo(CONTENT);
  }

  @Test
  void aFileWithAnotherChecksumIsRemoved() throws Exception {
    serve(new byte[10]);
    assertFails(
        () -> run(fetch(checked(CONTENT))),
        ExitCode.STORAGE,
        base() + "data.gz is not the published file, because its sha256 must be ",
        "the copy was removed",
        "by hand and put it at " + folder.toAbsolutePath().resolve("kddcup99/data.gz"));
    assertThat(files()).isEmpty();
  }

  @Test
  void aConnectionThatIsCutLeavesNothing() throws Exception {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(Arrays.copyOf(CONTENT, CONTENT.length / 2));
          exchange.getResponseBody().flush();
        });
    assertFails(
        () -> run(fetch(checked(CONTENT))),
        ExitCode.STORAGE,
        "data.gz could not be downloaded from " + base() + "data.gz",
        "put it at ");
    assertThat(files()).isEmpty();
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws Exception {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 1_000);
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    Fetch impatient = new Fetch(published(base(), checked(CONTENT)), Duration.ofMillis(500));
    assertFails(
        () -> run(impatient),
        ExitCode.STORAGE,
        "data.gz could not be downloaded from " + base() + "data.gz");
    assertThat(files()).isEmpty();
  }

  private void awaitEnd() {
    try {
      testEnds.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anInterruptionLeavesNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          OutputStream body = exchange.getResponseBody();
          body.write(CONTENT, 0, 1_000);
          body.flush();
          begun.countDown();
          awaitEnd();
        });
    Thread tester = Thread.currentThread();
    threads.submit(
        () -> {
          begun.await();
          tester.interrupt();
          return null;
        });
    assertFails(() -> run(fetch(checked(CONTENT))), ExitCode.STORAGE, "data.gz", "put it at ");
    Thread.interrupted();
    assertThat(files()).isEmpty();
  }

  @Test
  void aMissingFileIsToldWithTheServersAnswer() throws Exception {
    serve(exchange -> exchange.sendResponseHeaders(404, -1));
    assertFails(
        () -> run(fetch(checked(CONTENT))),
        ExitCode.STORAGE,
        "(IOException: the server answered 404)",
        base() + "data.gz by hand");
    assertThat(files()).isEmpty();
  }

  @Test
  void offlineTheMessageSaysWhereToPutTheFileByHand() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    URI nobody = URI.create("http://localhost:" + closed + "/");
    Fetch offline = new Fetch(published(nobody, checked(CONTENT)), Duration.ofSeconds(20));
    assertFails(
        () -> run(offline),
        ExitCode.STORAGE,
        "data.gz could not be downloaded from " + nobody + "data.gz (ConnectException",
        "get "
            + nobody
            + "data.gz by hand and put it at "
            + folder.toAbsolutePath().resolve("kddcup99/data.gz"));
    assertThat(files()).isEmpty();
  }

  @Test
  void withoutAPublishedChecksumGzipsOwnDecides() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(CONTENT);
    }
    RemoteFile unchecked = new RemoteFile("corrected.gz", RemoteFile.Check.GZIP, "");
    byte[] damaged = packed.toByteArray();
    damaged[damaged.length - 6] ^= 1;
    serve(
        exchange -> {
          byte[] content = requests.get() == 1 ? damaged : packed.toByteArray();
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
        });
    assertFails(
        () -> run(fetch(unchecked)),
        ExitCode.STORAGE,
        "corrected.gz is not the published file, because it is no whole gzip file");
    assertThat(files()).isEmpty();
    run(fetch(unchecked));
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("is there (no published sha256; gzip checksum checked)");
  }

  @Test
  void anUnknownNameAndAnUnusableFolderAreRefused() throws Exception {
    assertFails(
        () -> new Fetch().run("svhn", folder, System.err),
        ExitCode.USAGE,
        "no data set named \"svhn\" to fetch: the names are fashion-mnist, kddcup99, mnist, usps");
    Path file = Files.createFile(folder.resolve("file"));
    assertFails(
        () -> new Fetch().run("kddcup99", file, System.err),
        ExitCode.STORAGE,
        "could not be made",
        "--data");
  }
}
