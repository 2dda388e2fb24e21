package io.cordon.benchmarks;

import io.cordon.network.Blas;
import io.cordon.network.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A process that trains when it is told to, so that peers can take turns while each stays warm. For
 * every line of its input, a batch size or {@code peak}, it prints one line: {@code measured ROWS
 * CPU-SECONDS}, or {@code peak GFLOPS NAME-OF-THE-BLAS}.
 */
final class TrainingPeer {
  private static final double WARM_UP = 3;
  private static final double MEASURED = 1.5;
  private static final double PEAK = 0.3;

  /** Square matrices in the second- and the third-level cache: the better one is the peak. */
  private static final int[] PEAK_SIZES = {256, 512, 1024};

  private final String kind;
  private final Map<Integer, Trainer> trainers = new HashMap<>();

  private TrainingPeer(String kind) {
    this.kind = kind;
  }

  public static void main(String[] arguments) throws IOException {
    Blas.choice(); // before ND4J loads OpenBLAS: all peers on it have the same kernels
    TrainingPeer peer = new TrainingPeer(arguments[0]);
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(order.equals("peak") ? peak() : peer.measure(Integer.parseInt(order)));
      }
    }
    System.exit(0); // Spark's threads would keep the process
  }

  /** By CPU time like the training, so that a busy machine slows both alike. */
  private static String peak() {
    double best = 0;
    for (int size : PEAK_SIZES) {
      ProcessorTime.Spent spent =
          ProcessorTime.atLeast(
              PEAK,
              () -> {
                Blas.gigaflops(size);
                return Blas.RUNS;
              });
      best = Math.max(best, 2.0 * size * size * size * spent.rowsPerSecond() / 1e9);
    }
    return "peak " + best + " " + Blas.choice().name();
  }

  private String measure(int batch) {
    Trainer trainer = trainers.computeIfAbsent(batch, this::warm);
    ProcessorTime.Spent spent = ProcessorTime.atLeast(MEASURED, trainer::train);
    return "measured " + spent.rows() + " " + spent.seconds();
  }

  private Trainer warm(int batch) {
    Trainer trainer = trainer(batch);
    ProcessorTime.atLeast(WARM_UP, trainer::train);
    return trainer;
  }

  /** {@code native:NAME}, {@code dl4j:NAME} or {@code djl:NAME}: of images or sequences. */
  private Trainer network(int batch) {
    String[] words = kind.split(":", 2);
    if (words.length < 2) {
      throw new IllegalArgumentException("no trainer is called " + kind);
    }
    return switch (words[0]) {
      case "native" -> new NetworkTrainer(words[1], Engine.NATIVE, batch);
      case "dl4j" -> new NetworkTrainer(words[1], Engine.DL4J, batch);
      case "djl" -> new DjlTrainer(words[1], batch);
      default -> throw new IllegalArgumentException("no trainer is called " + kind);
    };
  }

  private Trainer trainer(int batch) {
    return switch (kind) {
      case "native" -> new EngineTrainer(Engine.NATIVE, batch);
      case "dl4j" -> new EngineTrainer(Engine.DL4J, batch);
      case "dl4j-fit" -> new MultiLayerTrainer(batch);
      case "dl4j-spark" -> new SparkMasterTrainer(batch);
      default -> network(batch);
    };
  }
}
