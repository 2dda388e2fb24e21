package io.cordon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows per CPU second in training the autoencoder 121-60-30-10-30-60-121, and the peak of the BLAS
 * as the limit. Every peer has its own warm process; they take turns, so that what else the machine
 * does hits all alike.
 */
final class TrainingBenchmark {
  private static final List<Integer> BATCHES = List.of(256, 1024);

  private final int repeats;
  private final Map<String, List<Double>> speeds = new TreeMap<>();
  private final List<Double> peaks = new ArrayList<>();
  private final Map<String, String> failures = new TreeMap<>();
  private final Map<String, String> products = new TreeMap<>();

  private TrainingBenchmark(int repeats) {
    this.repeats = repeats;
  }

  /**
   * Measures and reports.
   *
   * @param arguments how often each peer takes its turn; 7 when unset
   */
  public static void main(String[] arguments) {
    new TrainingBenchmark(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7).run();
  }

  private void run() {
    List<PeerProcess> peers = new ArrayList<>();
    try {
      peers.add(PeerProcess.java("native engine", "native"));
      peers.add(
          PeerProcess.java(
              "native engine, Java vectors",
              "native",
              "-Dcordon.blas=java",
              "--add-modules=jdk.incubator.vector"));
      peers.add(PeerProcess.java("native engine, plain Java", "native", "-Dcordon.blas=java"));
      peers.add(PeerProcess.java("dl4j engine", "dl4j"));
      peers.add(PeerProcess.java("DL4J MultiLayerNetwork.fit", "dl4j-fit"));
      peers.add(PeerProcess.java("dl4j-spark ParameterAveragingTrainingMaster", "dl4j-spark"));
      peers.addAll(TorchPeers.of("", "torch_peer.py"));
      for (int repeat = 0; repeat < repeats; repeat++) {
        peers.forEach(this::takeTurn);
        peers.get(0).peak().ifPresent(peak -> peaks.add(Double.parseDouble(peak[0])));
      }
      for (PeerProcess peer : peers.subList(0, 3)) {
        peer.peak().ifPresent(peak -> products.put(peer.name(), describe(peak)));
      }
    } finally {
      peers.forEach(PeerProcess::close);
    }
    report(peers);
  }

  private static String describe(String[] peak) {
    return peak[1] + ", " + Report.number(Double.parseDouble(peak[0]), 1) + " GFLOPS";
  }

  private void takeTurn(PeerProcess peer) {
    for (int batch : BATCHES) {
      if (!failures.containsKey(peer.name())) {
        peer.measure(batch)
            .ifPresentOrElse(
                spent -> speeds(peer.name(), batch).add(spent.rowsPerSecond()),
                () -> failures.put(peer.name(), peer.failure()));
      }
    }
  }

  private List<Double> speeds(String name, int batch) {
    return speeds.computeIfAbsent(name + " " + batch, unused -> new ArrayList<>());
  }

  private void report(List<PeerProcess> peers) {
    double operations = 6.0 * Trainer.weights();
    double peak = Median.of(peaks);
    double limit = peak * 1e9 / operations;
    List<List<String>> table = new ArrayList<>();
    for (PeerProcess peer : peers) {
      List<String> row = new ArrayList<>(List.of(peer.name()));
      for (int batch : BATCHES) {
        if (failures.containsKey(peer.name())) {
          row.addAll(List.of("-", "-", "-"));
          continue;
        }
        double speed = Median.of(speeds(peer.name(), batch));
        double ours = Median.of(speeds(peers.get(0).name(), batch));
        row.addAll(
            List.of(
                Report.number(speed, 0),
                Report.times(ours / speed),
                Report.number(100 * speed / limit, 0) + " %"));
      }
      table.add(row);
    }
    List<String> head = new ArrayList<>(List.of("trainer"));
    BATCHES.forEach(
        batch -> head.addAll(List.of("rows/s, batch " + batch, "native is", "of peak")));
    Report report =
        new Report("training", "Training: rows per CPU second, one thread")
            .table(head, table)
            .note(
                "The peak is the speed of products of square matrices on the native engine's BLAS, by CPU time and in turn with the trainers, %s GFLOPS: %s rows a second at %s operations a row (6 x weights; no trainer needs the input's gradient, so the products really made are 13 %% fewer). Medians of %d turns."
                    .formatted(
                        Report.number(peak, 1),
                        Report.number(limit, 0),
                        Report.number(operations, 0),
                        repeats));
    products.forEach((name, words) -> report.note("Products of " + name + ": " + words + "."));
    failures.forEach((name, words) -> report.note(name + " failed: `" + words + "`"));
    report.publish();
  }
}
