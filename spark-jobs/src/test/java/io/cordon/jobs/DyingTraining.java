package io.cordon.jobs;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.registry.Detectors;
import io.cordon.model.LocalFolder;
import io.cordon.model.ModelFiles;
import io.cordon.model.ModelTraining;
import io.cordon.model.Recipe;
import io.cordon.random.Seeds;
import io.cordon.rows.LocalRows;
import io.cordon.spark.storage.Storage;
import io.cordon.training.CheckpointStore;
import io.cordon.training.Checkpoints;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * A training in a process of its own that dies at a named point, with real checkpoint files; no
 * Spark, so that a process is started and dead within seconds.
 */
public final class DyingTraining {
  static final String FINGERPRINT = "dying";
  private static final int WIDTH = 4;

  private DyingTraining() {}

  /**
   * Trains and dies.
   *
   * @param arguments folder of the checkpoints; "round" or "write"; the phase and round at whose
   *     end, or the checkpoint file in the middle of whose writing, the process is to die
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    CheckpointStore store = new Storage(new Configuration()).checkpoints(folder.toString());
    boolean inWrite = arguments[1].equals("write");
    Progress progress =
        (phase, state, rounds) -> {
          if (!inWrite && arguments[2].equals(phase + " " + state.round())) {
            Runtime.getRuntime().halt(HaltAtRound.CODE);
          }
        };
    CheckpointStore dying = inWrite ? new HalfWritten(store, folder, arguments[2]) : store;
    train(Checkpoints.fresh(dying, FINGERPRINT, 1), progress);
  }

  /** Trains on a little table. */
  static byte[] train(Checkpoints checkpoints, Progress progress) {
    Settings settings =
        Settings.load(
            ConfigFactory.parseString(
                """
                detector { name = oc-nn, autoencoder { hidden = [3], code = 2 }, oc-nn { hidden = 3, alternations = 4 } }
                training { rounds = 4, batch = 16 }
                """),
            Settings.reference());
    TrainingSettings training = TrainingSettings.read(settings);
    Recipe recipe =
        new Recipe(
            Detectors.from(settings, training.engine()),
            settings.resolvedJson("detector", "encoder", "threshold", "training"),
            Optional.empty(),
            Recipe.Quantile.EXACT,
            new TreeMap<>());
    try {
      Path model = Files.createTempDirectory("cordon-model");
      ModelFiles.write(
          ModelTraining.train(rows(), new Training(training, checkpoints, progress), recipe),
          new LocalFolder(model));
      byte[] json =
          Files.readAllBytes(model.resolve("model.json")); // holds the parameters' checksum
      for (String file : List.of("model.json", "parameters.bin", "")) {
        Files.delete(model.resolve(file));
      }
      return json;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static LocalRows rows() {
    SplittableRandom random = Seeds.stream(1, "dying", 0, 0);
    float[] values = new float[200 * WIDTH];
    for (int place = 0; place < values.length; place++) {
      values[place] = (float) random.nextDouble();
    }
    return LocalRows.of(WIDTH, values, 3);
  }

  /** Dies when half of one file is on the disk, under the name that it has while it is written. */
  private record HalfWritten(CheckpointStore inner, Path folder, String fatal)
      implements CheckpointStore {
    @Override
    public List<String> names() {
      return inner.names();
    }

    @Override
    public byte[] read(String name) {
      return inner.read(name);
    }

    @Override
    public void write(String name, byte[] bytes) {
      if (name.equals(fatal)) {
        try {
          Files.write(
              folder.resolve("." + name + ".writing"), Arrays.copyOf(bytes, bytes.length / 2));
        } catch (IOException problem) {
          throw new UncheckedIOException(problem);
        }
        Runtime.getRuntime().halt(HaltAtRound.CODE);
      }
      inner.write(name, bytes);
    }

    @Override
    public void delete(String name) {
      inner.delete(name);
    }
  }
}
