package io.cordon.network;

import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses what computes matrix products. Missing natives are no error: Java can always do it. */
final class BlasLoader {
  private static final Logger LOG = LoggerFactory.getLogger(BlasLoader.class);
  private static final String LIBRARY_PATH = "dev.ludovic.netlib.blas.nativeLibPath";
  private static final String BUNDLED_LIBRARY = "libopenblas_nolapack.so.0";
  private static final String HOST_LIBRARY = "libblas.so.3";

  private BlasLoader() {}

  static Blas.Choice choose() {
    // Netlib announces on this logger that the incubating vector module is off, in every process:
    // not news to a user.
    java.util.logging.Logger netlib =
        java.util.logging.Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");
    Level level = netlib.getLevel();
    netlib.setLevel(Level.OFF);
    try {
      return "java".equals(System.getProperty(Blas.PROPERTY))
          ? java(Blas.PROPERTY + "=java asks for it")
          : nativeOrJava();
    } finally {
      netlib.setLevel(level);
    }
  }

  private static Blas.Choice nativeOrJava() {
    String path = System.getProperty(LIBRARY_PATH);
    String kernels = "";
    String remark = LIBRARY_PATH + " names it";
    if (path == null) {
      try {
        BlasKernels.tell();
        path = loadBundled();
        kernels = BlasKernels.taken(path);
        remark = "bundled with Cordon";
        // Netlib reads this property once, when its first native call is made.
        System.setProperty(LIBRARY_PATH, path);
      } catch (Exception | LinkageError failure) {
        path = HOST_LIBRARY;
        remark = "the host's, since the bundled OpenBLAS cannot be loaded (" + failure + ")";
      }
    }
    try {
      return new Blas.Choice(NativeBLAS.getInstance(), path, kernels, remark);
    } catch (RuntimeException | LinkageError failure) {
      LOG.warn(
          "No native BLAS can be used, neither the bundled OpenBLAS nor the host's {}: networks run on Java, several times slower ({})",
          HOST_LIBRARY,
          remark);
      return java("no native BLAS can be loaded: " + remark + ", " + failure);
    }
  }

  private static Blas.Choice java(String remark) {
    return new Blas.Choice(JavaBLAS.getInstance(), "", "", remark);
  }

  /** Unpacks and loads the OpenBLAS of the class path; returns its file. */
  private static String loadBundled() {
    Path binding = Path.of(Loader.load(openblas_nolapack.class));
    Path library = binding.resolveSibling(BUNDLED_LIBRARY);
    if (!Files.isRegularFile(library)) {
      throw new IllegalStateException(
          "no " + library.getFileName() + " beside " + binding.getFileName());
    }
    openblas_nolapack.blas_set_num_threads(1);
    return library.toString();
  }

  /**
   * Puts the bundled OpenBLAS back to one thread, after something else in the process may have set
   * it.
   */
  static void useOneThread() {
    if (Blas.choice().path().endsWith(BUNDLED_LIBRARY)) {
      openblas_nolapack.blas_set_num_threads(1);
    }
  }
}
