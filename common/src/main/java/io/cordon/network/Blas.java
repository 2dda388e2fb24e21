package io.cordon.network;

import dev.ludovic.netlib.blas.BLAS;

/**
 * The one way to matrix products: single-precision general matrix multiply through netlib. What
 * computes it is chosen once a process, the first of: the OpenBLAS bundled with Cordon, the host's
 * {@code libblas.so.3}, Java. Native products always run on the calling thread alone, since Spark
 * already gives every core a task.
 *
 * <p>The system property {@value #PROPERTY} with the value {@code java} forces the last; netlib's
 * own {@code dev.ludovic.netlib.blas.nativeLibPath} names another native library. Which kernels a
 * library takes depends on the processor's instructions ({@link BlasKernels}), so the last bits of
 * a product may differ between kinds of processor, never between two calls on one.
 */
public final class Blas {

  /** System property: {@code java} forces the Java implementation. */
  public static final String PROPERTY = "cordon.blas";

  /** Products that {@link #gigaflops} makes. */
  public static final int RUNS = 10;

  private Blas() {}

  /**
   * What computes the products.
   *
   * @param implementation netlib's class
   * @param path the native library: a file, or a name that the system's loader resolves; empty for
   *     Java
   * @param kernels the processor that its kernels are made for, in OpenBLAS's words; empty where it
   *     does not say
   * @param remark why it is this one, in a sentence
   */
  public record Choice(BLAS implementation, String path, String kernels, String remark) {

    /** True where the products run at the processor's speed. */
    public boolean isNative() {
      return !path.isEmpty();
    }

    /** A name for people. */
    public String name() {
      if (!isNative()) {
        return "Java BLAS (" + implementation.getClass().getSimpleName() + ")";
      }
      return "native BLAS" + (kernels.isEmpty() ? "" : " with kernels for " + kernels);
    }
  }

  /**
   * Initialised by the first thread that needs a product; the class loader makes the others wait.
   */
  private static final class Loaded {
    static final Choice CHOICE = BlasLoader.choose();
    static final BLAS IMPLEMENTATION = CHOICE.implementation();
  }

  /** What computes the products in this process. */
  public static Choice choice() {
    return Loaded.CHOICE;
  }

  /**
   * {@code C = op(A) op(B) + beta C} in the column-major convention of BLAS: op(A) is {@code m x
   * k}, op(B) is {@code k x n}, C is {@code m x n}. A row-major matrix is the transpose of a
   * column-major one of the same leading dimension.
   *
   * @param transposeA "T" where A is stored transposed, else "N"
   * @param offsetA index of A's first number; likewise the other offsets
   * @param strideA A's leading dimension; likewise the other strides
   */
  static void multiply(
      String transposeA,
      String transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int offsetA,
      int strideA,
      float[] b,
      int offsetB,
      int strideB,
      float beta,
      float[] c,
      int offsetC,
      int strideC) {
    Loaded.IMPLEMENTATION.sgemm(
        transposeA,
        transposeB,
        m,
        n,
        k,
        1,
        a,
        offsetA,
        strideA,
        b,
        offsetB,
        strideB,
        beta,
        c,
        offsetC,
        strideC);
  }

  /**
   * Measures the products, for people: billions of floating-point operations a second on one
   * thread, the best of some runs on square matrices.
   *
   * @param size rows and columns, such as 512
   */
  public static double gigaflops(int size) {
    float[] a = new float[size * size];
    float[] b = new float[size * size];
    float[] c = new float[size * size];
    for (int index = 0; index < a.length; index++) {
      a[index] = (index % 7) - 3;
      b[index] = (index % 5) - 2;
    }
    double best = 0;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      multiply("N", "N", size, size, size, a, 0, size, b, 0, size, 0, c, 0, size);
      double nanoseconds = System.nanoTime() - start;
      best = Math.max(best, 2.0 * size * size * size / nanoseconds);
    }
    return best;
  }
}
