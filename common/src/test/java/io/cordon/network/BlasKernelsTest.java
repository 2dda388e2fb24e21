package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlasKernelsTest {

  @Test
  void fitTheInstructionsOfTheProcessorWhateverItsModel() {
    assertThat(
            fitting("fpu sse2 avx avx2 fma avx512f avx512dq avx512cd avx512bw avx512vl amx_tile"))
        .isEqualTo("SkylakeX");
    assertThat(fitting("fpu sse2 avx avx2 fma")).isEqualTo("Haswell");
  }

  @Test
  void areOpenBlassOwnChoiceWhereNoneOfOursFits() {
    assertThat(fitting("fpu sse2 avx")).isEmpty();
    assertThat(fitting("fpu sse2 avx avx2")).as("no fused products").isEmpty();
    assertThat(fitting("fpu avx2 fma avx512f avx512cd"))
        .as("the first AVX-512")
        .isEqualTo("Haswell");
    assertThat(BlasKernels.fitting(List.of("processor : 0", "Features : fp asimd"))).isEmpty();
  }

  @Test
  void areTakenByTheBundledOpenBlas() {
    String fitting = BlasKernels.fitting();
    assumeTrue(!fitting.isEmpty(), "this processor has neither AVX2 nor AVX-512");
    assumeTrue(System.getenv(BlasKernels.VARIABLE) == null, "the environment names kernels");
    assumeTrue(Blas.choice().remark().startsWith("bundled"), "another BLAS is in use");

    assertThat(Blas.choice().kernels()).isEqualToIgnoringCase(fitting);
    assertThat(Blas.choice().name()).endsWithIgnoringCase("kernels for " + fitting);
  }

  private static String fitting(String flags) {
    return BlasKernels.fitting(
        List.of(
            "processor\t: 0",
            "model name\t: not out yet",
            "flags\t\t: " + flags,
            "",
            "processor\t: 1"));
  }
}
