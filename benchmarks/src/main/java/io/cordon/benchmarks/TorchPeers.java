package io.cordon.benchmarks;

import io.cordon.network.Blas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PyTorch as it is installed, and with Cordon's own OpenBLAS in its place: Debian's PyTorch takes
 * the host's BLAS, which may be the slow reference.
 */
final class TorchPeers {
  private static final String PYTHON = "/usr/bin/python3";
  private static final String FOLDER = "benchmarks/src/main/python/";

  private TorchPeers() {}

  /**
   * The processes; none where PyTorch is not installed.
   *
   * @param suffix behind the peers' names
   * @param script of this module, and its arguments
   */
  static List<PeerProcess> of(String suffix, String script, String... arguments) {
    if (!isInstalled()) {
      return List.of();
    }
    List<String> command = new ArrayList<>(List.of(PYTHON, FOLDER + script));
    command.addAll(List.of(arguments));
    List<PeerProcess> peers = new ArrayList<>();
    if (Blas.choice().isNative()) {
      Map<String, String> ourBlas = Map.of("LD_PRELOAD", Blas.choice().path());
      peers.add(
          PeerProcess.program("PyTorch on the native engine's BLAS" + suffix, command, ourBlas));
    }
    peers.add(PeerProcess.program("PyTorch on the host's BLAS" + suffix, command, Map.of()));
    return peers;
  }

  private static boolean isInstalled() {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import torch").start().waitFor() == 0;
    } catch (IOException noPython) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
