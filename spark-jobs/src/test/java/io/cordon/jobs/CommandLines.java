package io.cordon.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Notes the command lines of all of this user's processes while a job's tasks run. */
public final class CommandLines extends SparkListener {
  static final String FILE = "spark.cordon.test.commands";

  private final Path file;

  /** Made by Spark. */
  public CommandLines(SparkConf conf) {
    this.file = Path.of(conf.get(FILE));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    if (Files.exists(file)) {
      return; // once is enough
    }
    StringBuilder seen = new StringBuilder();
    ProcessHandle.allProcesses().forEach(process -> seen.append(line(process)).append('\n'));
    try {
      Files.writeString(file, seen, StandardOpenOption.CREATE);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Whole, with NULs between the words; empty where the process has ended meanwhile. */
  private static String line(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }
}
