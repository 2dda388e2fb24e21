package io.cordon.jobs;

import io.cordon.spark.BarrierFileSystem;
import io.cordon.spark.DyingHdfs;
import io.cordon.spark.publish.DayRun;
import io.cordon.spark.publish.DayTarget;
import io.cordon.spark.publish.FolderTarget;
import io.cordon.spark.publish.LedgerEntry;
import io.cordon.spark.publish.RunIdentity;
import io.cordon.spark.publish.TableDay;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** An HDFS of two datanodes in this process, and little days published on it without Spark. */
record Hdfs(MiniDFSCluster cluster, Configuration configuration) implements AutoCloseable {
  private static final Duration LEASE = Duration.ofMinutes(10);

  /** Blocks are small, so that a quota is soon exceeded by what a table holds. */
  static final long BLOCK = 1 << 16;

  static Hdfs in(java.nio.file.Path folder) throws IOException {
    Configuration configuration = new Configuration();
    configuration.setLong("dfs.namenode.fs-limits.min-block-size", BLOCK);
    configuration.setLong("dfs.blocksize", BLOCK);
    configuration.setInt("dfs.replication", 2);
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration, folder.toFile()).numDataNodes(2).build();
    cluster.waitActive();
    return new Hdfs(cluster, configuration);
  }

  FileSystem files() {
    try {
      return cluster.getFileSystem();
    } catch (IOException problem) {
      throw new java.io.UncheckedIOException(problem);
    }
  }

  /** The address of a folder. */
  String at(String path) {
    return files().getUri() + path;
  }

  /** All files below a folder, without their folders. */
  List<String> names(String path) throws IOException {
    List<String> names = new ArrayList<>();
    var found = files().listFiles(new Path(path), true);
    while (found.hasNext()) {
      names.add(found.next().getPath().toUri().getPath().substring(path.length() + 1));
    }
    names.sort(null);
    return names;
  }

  /** Takes the day of a table. */
  DayRun open(String table) {
    return DayRun.open(configuration, target(configuration, table), LEASE, Clock.systemUTC());
  }

  /** Publishes a day that says something. */
  void publish(String table, String text) throws IOException {
    publish(configuration, table, text);
  }

  /** A run that is killed at a place. */
  void killed(String table, String text, String place) {
    Configuration mortal = new Configuration(configuration);
    mortal.set("fs.hdfs.impl", DyingHdfs.class.getName());
    mortal.set("fs.hdfs.impl.disable.cache", "true");
    mortal.set(BarrierFileSystem.PLACE, place);
    try {
      publish(mortal, table, text);
      if (!place.startsWith("delete")) {
        throw new IllegalStateException("it never came to the place " + place);
      }
    } catch (IOException | io.cordon.error.UserException killed) {
      if (!killed.getMessage().contains("this process is dead")) {
        throw new IllegalStateException(killed);
      }
    }
  }

  private void publish(Configuration by, String table, String text) throws IOException {
    try (DayRun run = DayRun.open(by, target(by, table), LEASE, Clock.systemUTC())) {
      FileSystem files = day(table).table().getFileSystem(by);
      for (TableDay.Part part : TableDay.Part.values()) {
        try (OutputStream out = files.create(new Path(run.staged(part), "rows.txt"), false)) {
          out.write(text.getBytes(StandardCharsets.UTF_8));
        }
      }
      run.publish(entry(text));
    }
  }

  static LedgerEntry entry(String text) {
    return new LedgerEntry(
        new RunIdentity("test", "table", Lake.DAY, text, "inputs", "settings", "version"),
        Map.of("rows", 1L));
  }

  private DayTarget target(Configuration by, String table) {
    return new FolderTarget(by, day(table), "text");
  }

  private TableDay day(String table) {
    return new TableDay(new Path(at(table)), "date", LocalDate.parse(Lake.DAY));
  }

  /** What the published file says. */
  String text(String table) throws IOException {
    Path place = new Path(table, "date=" + Lake.DAY + "/rows.txt");
    try (var in = files().open(place)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Makes the locks of a table as old as if their runs had been dead for the lease. */
  void age(String table) throws IOException {
    for (FileStatus file : files().listStatus(new Path(table, "_cordon"))) {
      if (file.getPath().getName().contains(".lock-")) {
        files().setTimes(file.getPath(), 0, -1);
      }
    }
  }

  @Override
  public void close() {
    cluster.shutdown(true);
  }
}
