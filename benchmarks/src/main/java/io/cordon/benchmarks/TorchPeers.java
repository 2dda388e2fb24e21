package io.cordon.benchmarks;

import io.cordon.network.Blas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PyTorch as it is installed, and with Cordon's own OpenBLAS in its place: Debian's PyTorch takes
 * the host's BLAS, which may be the slow reference. One that has MKL built in stays with it.
 */
final class TorchPeers {
  private static final String PYTHON =
      System.getenv().getOrDefault("BENCHMARK_PYTHON", "/usr/bin/python3");
  private static final String FOLDER = "benchmarks/src/main/python/";

  /** Prints the version, and the BLAS that was linked in. */
  private static final String BUILD =
      "import torch; print(torch.__version__); print('mkl' if torch.backends.mkl.is_available() else 'host')";

  private TorchPeers() {}

  /**
   * The processes; none where PyTorch is not installed.
   *
   * @param suffix behind the peers' names
   * @param script of this module, and its arguments
   */
  static List<PeerProcess> of(String suffix, String script, String... arguments) {
    List<String> build = build();
    if (build.size() < 2) {
      return List.of();
    }
    String name = "PyTorch " + build.get(0);
    List<String> command = new ArrayList<>(List.of(PYTHON, FOLDER + script));
    command.addAll(List.of(arguments));
    if (build.get(1).equals("mkl")) {
      return List.of(PeerProcess.program(name + " on its MKL" + suffix, command, Map.of()));
    }
    List<PeerProcess> peers = new ArrayList<>();
    if (Blas.choice().isNative()) {
      Map<String, String> ourBlas =
          Map.of("LD_PRELOAD", Blas.choice().path(), "OPENBLAS_CORETYPE", Blas.choice().kernels());
      peers.add(
          PeerProcess.program(name + " on the native engine's BLAS" + suffix, command, ourBlas));
    }
    peers.add(PeerProcess.program(name + " on the host's BLAS" + suffix, command, Map.of()));
    return peers;
  }

  private static List<String> build() {
    try {
      Process process = new ProcessBuilder(PYTHON, "-c", BUILD).start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? told.lines().toList() : List.of();
    } catch (IOException noPython) {
      return List.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
