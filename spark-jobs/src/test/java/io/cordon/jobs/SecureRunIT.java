package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.Clusters;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.spark.deploy.SparkSubmit;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training from a database on a cluster under {@code conf/secure.conf}, as spark-submit starts it,
 * with secrets of every kind: none is told to anybody.
 */
@Tag("cluster")
class SecureRunIT {
  private static final String CANARY = "Kanarienvogel0123456789";
  private static final Path SECURE = Path.of("..", "conf", "secure.conf");

  @TempDir private static Path folder;
  private static Server database;
  private static String url;

  @BeforeAll
  static void serve() throws Exception {
    database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    url = "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:rows;DB_CLOSE_DELAY=-1";
    Lake.good()
        .write()
        .format("jdbc")
        .options(Map.of("url", url, "dbtable", "payments", "user", "sa", "password", CANARY))
        .save();
    SharedSession.stop();
  }

  @AfterAll
  static void stop() {
    database.stop();
  }

  @Test
  void matrix60NoSecretIsInALogAnEventLogAManifestOrACommandLine() throws Exception {
    Path events = Files.createDirectory(folder.resolve("events"));
    Path commands = folder.resolve("commands");
    Path model = folder.resolve("model");
    ChildProcess run =
        submitted(
            properties(events, commands),
            settings(
                "options { url = \""
                    + url
                    + "\", dbtable = payments, user = sa, password = "
                    + CANARY
                    + " }",
                model));
    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output()).doesNotContain(CANARY);
    assertThat(Files.readString(commands, StandardCharsets.ISO_8859_1))
        .contains("CoarseGrainedExecutorBackend")
        .doesNotContain(CANARY);
    assertThat(texts(events)).hasSize(1).allMatch(text -> text.contains("spark.myapp.credential"));
    List<String> written = new ArrayList<>(texts(events));
    written.addAll(texts(model));
    written.add(Files.readString(Path.of(model + ".train.json")));
    written.addAll(texts(executorLogs(written.get(0))));
    assertThat(written).hasSizeGreaterThan(6).noneMatch(text -> text.contains(CANARY));
  }

  @Test
  void matrix60APasswordInAnAddressIsRefusedAndInAnExceptionHidden() {
    JobRun inAddress =
        train("jdbc", "source.options.url", "jdbc:postgresql://reader:" + CANARY + "@host/db");
    assertThat(inAddress.err())
        .contains("source.options.url", "is an address with a password in it")
        .doesNotContain(CANARY);
    assertThat(inAddress.code()).isEqualTo(ExitCode.USAGE.code());
    String query = "(select x frm y where token = '" + CANARY + "') z";
    JobRun inException = train("jdbc", "source.options.dbtable", query);
    assertThat(inException.err()).contains("***").doesNotContain(CANARY);
    assertThat(inException.code()).isNotZero();
  }

  private static JobRun train(String format, String key, String value) {
    return JobRun.of(
        "train",
        "--set",
        "source.format=" + format,
        "--set",
        "source.options.url=" + url,
        "--set",
        "source.options.user=sa",
        "--set",
        "source.options.password=" + CANARY,
        "--set",
        key + "=\"" + value + "\"",
        "--set",
        "model.path=" + folder.resolve("refused"));
  }

  private static ChildProcess submitted(Path properties, Path settings) throws Exception {
    return ChildProcess.of(
        folder,
        List.of(),
        SparkSubmit.class,
        "--properties-file",
        properties.toString(),
        "--class",
        Main.class.getName(),
        "spark-internal",
        "train",
        "--config",
        settings.toString());
  }

  /** The shipped settings, the secret that a user adds, and others of a user's. */
  private static Path properties(Path events, Path commands) throws IOException {
    Clusters.prepareHome();
    Properties more = new Properties();
    more.setProperty("spark.authenticate.secret", CANARY);
    more.setProperty("spark.myapp.credential", CANARY);
    more.setProperty("spark.hadoop.fs.s3a.secret.key", CANARY);
    more.setProperty("spark.master", "local-cluster[1,1,1024]");
    more.setProperty("spark.executor.memory", "900m");
    more.setProperty("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    more.setProperty("spark.ui.enabled", "false");
    more.setProperty("spark.driver.host", "127.0.0.1");
    more.setProperty("spark.driver.bindAddress", "127.0.0.1");
    more.setProperty("spark.eventLog.enabled", "true");
    more.setProperty("spark.eventLog.dir", events.toUri().toString());
    more.setProperty("spark.extraListeners", CommandLines.class.getName());
    more.setProperty(CommandLines.FILE, commands.toString());
    StringBuilder text = new StringBuilder(Files.readString(SECURE)).append('\n');
    more.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    return secret("secure.conf", text.toString());
  }

  private static Path settings(String options, Path model) throws IOException {
    return secret(
        "train.conf",
        """
        source { format = jdbc, id = [ID], %s }
        detector.name = pca
        training { rounds = 1, shards = 2 }
        model.path = "%s"
        """
            .formatted(options, model));
  }

  private static Path secret(String name, String text) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  /** Where this run's executors wrote what they had to say. */
  private static Path executorLogs(String events) {
    String application = events.replaceFirst("(?s).*\"App ID\":\"([^\"]+)\".*", "$1");
    Path logs = Path.of(System.getenv("SPARK_HOME"), "work", application);
    assertThat(logs).isDirectory();
    return logs;
  }

  private static List<String> texts(Path place) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }
}
