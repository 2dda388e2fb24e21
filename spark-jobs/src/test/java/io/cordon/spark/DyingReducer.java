package io.cordon.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Kills an executor in the reduce side of a shuffle, once for each time that it is armed: when a
 * task has read its input and not yet told its result. It takes a task that has read map output of
 * its own process, which is lost with it, so that the map stage must be run again as well.
 */
public final class DyingReducer implements SparkPlugin {
  private static final String FOLDER = "spark.cordon.test.dying-reducer";

  /** What a session must be told, before it is opened. */
  public static Map<String, String> settings(Path folder) {
    return Map.of("spark.plugins", DyingReducer.class.getName(), FOLDER, folder.toString());
  }

  /** Lets the next such task die. */
  public static void arm(Path folder) throws IOException {
    Files.createFile(armed(folder));
  }

  /** Whether none has died since. */
  public static boolean isArmed(Path folder) {
    return Files.exists(armed(folder));
  }

  private static Path armed(Path folder) {
    return folder.resolve("armed");
  }

  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Executor();
  }

  private static final class Executor implements ExecutorPlugin {
    private Path armed;

    @Override
    public void init(PluginContext context, Map<String, String> settings) {
      armed = armed(Path.of(context.conf().get(FOLDER)));
    }

    @Override
    public void onTaskStart() {
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) this::die);
    }

    private void die(TaskContext task) {
      try {
        if (task.taskMetrics().shuffleReadMetrics().localBlocksFetched() > 0
            && Files.deleteIfExists(armed)) {
          Runtime.getRuntime().halt(137);
        }
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
  }
}
