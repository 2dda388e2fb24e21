package io.cordon.network;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels that the bundled OpenBLAS multiplies with. Left alone, it looks the processor's model
 * up in a list that is as old as the library, and takes the kernels of a Pentium 4 for a newer one,
 * several times slower than the processor. So it is told, by the instructions that the processor
 * has; it listens to an environment variable, when it is loaded.
 */
final class BlasKernels {
  private static final Logger LOG = LoggerFactory.getLogger(BlasKernels.class);

  /** OpenBLAS's own variable; what stands there already is the operator's and stays. */
  static final String VARIABLE = "OPENBLAS_CORETYPE";

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
  private static final Set<String> AVX_512 =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");
  private static final Set<String> AVX_2 = Set.of("avx2", "fma");

  private BlasKernels() {}

  /** The best kernels for this processor; empty where OpenBLAS is to choose. */
  static String fitting() {
    try {
      return fitting(Files.readAllLines(PROCESSOR));
    } catch (IOException notLinux) {
      return "";
    }
  }

  /**
   * The same from what Linux says of the processor, which leaves out what the system does not let
   * programs use.
   *
   * @param processor the lines of {@code /proc/cpuinfo}
   */
  static String fitting(List<String> processor) {
    Set<String> flags =
        processor.stream()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(
                line ->
                    Set.copyOf(
                        List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+"))))
            .orElse(Set.of());
    if (flags.containsAll(AVX_512)) {
      return "SkylakeX";
    }
    return flags.containsAll(AVX_2) ? "Haswell" : "";
  }

  /** Tells OpenBLAS, which must not be loaded yet. */
  static void tell() {
    String kernels = fitting();
    if (kernels.isEmpty()) {
      return;
    }
    int keepWhatIsThere = 0;
    try {
      NativeLibrary.getProcess()
          .getFunction("setenv")
          .invokeInt(new Object[] {VARIABLE, kernels, keepWhatIsThere});
    } catch (RuntimeException | LinkageError failure) {
      LOG.warn(
          "OpenBLAS cannot be told the processor's instructions, and may take kernels that are several times slower: set {}={} in the environment of the driver and the executors ({})",
          VARIABLE,
          kernels,
          failure.toString());
    }
  }

  /**
   * The kernels that a loaded OpenBLAS took; empty where it does not say.
   *
   * @param library its file
   */
  static String taken(String library) {
    try {
      return NativeLibrary.getInstance(library)
          .getFunction("openblas_get_corename")
          .invokeString(new Object[0], false);
    } catch (RuntimeException | LinkageError unsaid) {
      return "";
    }
  }
}
