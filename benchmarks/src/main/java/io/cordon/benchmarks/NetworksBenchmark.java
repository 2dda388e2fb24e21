package io.cordon.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows per CPU second in training the networks of images and sequences. For each network every peer
 * has its own warm process; they take turns, so that what else the machine does hits all alike.
 */
final class NetworksBenchmark {
  private static final int BATCH = 128;

  private final int repeats;
  private final Map<String, Map<String, List<Double>>> speeds = new LinkedHashMap<>();
  private final Map<String, String> failures = new TreeMap<>();

  private NetworksBenchmark(int repeats) {
    this.repeats = repeats;
  }

  /**
   * Measures and reports.
   *
   * @param arguments how often each peer takes its turn; 5 when unset
   */
  public static void main(String[] arguments) {
    new NetworksBenchmark(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5).run();
  }

  private void run() {
    NetworkTrainer.NAMES.forEach(this::measure);
    List<String> head = new ArrayList<>(List.of("trainer"));
    NetworkTrainer.NAMES.forEach(name -> head.addAll(List.of(name + ", rows/s", "native is")));
    Report report =
        new Report("networks", "Images and sequences: rows per CPU second, one thread")
            .table(head, speeds.keySet().stream().map(this::line).toList())
            .note("Batches of %d rows. Medians of %d turns.".formatted(BATCH, repeats));
    failures.forEach((name, words) -> report.note(name + " failed: `" + words + "`"));
    report.publish();
  }

  private void measure(String network) {
    String suffix = ", " + network;
    List<PeerProcess> peers = new ArrayList<>();
    try {
      peers.add(PeerProcess.java("native engine" + suffix, "native:" + network));
      peers.add(PeerProcess.java("dl4j engine" + suffix, "dl4j:" + network));
      peers.addAll(TorchPeers.of(suffix, "torch_networks.py", network));
      peers.add(PeerProcess.java("DJL on its own PyTorch" + suffix, "djl:" + network));
      for (int repeat = 0; repeat < repeats; repeat++) {
        for (PeerProcess peer : peers) {
          takeTurn(peer, peer.name().substring(0, peer.name().length() - suffix.length()), network);
        }
      }
    } finally {
      peers.forEach(PeerProcess::close);
    }
  }

  private void takeTurn(PeerProcess peer, String trainer, String network) {
    List<Double> measured =
        speeds
            .computeIfAbsent(trainer, unused -> new TreeMap<>())
            .computeIfAbsent(network, unused -> new ArrayList<>());
    if (!failures.containsKey(peer.name())) {
      peer.measure(BATCH)
          .ifPresentOrElse(
              spent -> measured.add(spent.rowsPerSecond()),
              () -> failures.put(peer.name(), peer.failure()));
    }
  }

  private List<String> line(String trainer) {
    List<String> row = new ArrayList<>(List.of(trainer));
    Map<String, List<Double>> ours = speeds.values().iterator().next();
    for (String network : NetworkTrainer.NAMES) {
      List<Double> measured = speeds.get(trainer).get(network);
      if (measured.size() < repeats || ours.get(network).size() < repeats) {
        row.addAll(List.of("-", "-"));
        continue;
      }
      double speed = Median.of(measured);
      row.add(Report.number(speed, 0));
      row.add(Report.times(Median.of(ours.get(network)) / speed));
    }
    return row;
  }
}
