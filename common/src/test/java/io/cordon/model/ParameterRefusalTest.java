package io.cordon.model;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is refused because of {@code parameters.bin} or of its table. */
class ParameterRefusalTest extends WrittenModel {
  @Test
  void matrix58RefusesVectorNamesThatCouldBePaths() throws IOException {
    edit("\"head.w_1\"", "\"../../etc\"");
    damaged("a vector's name must be letters, digits, _, - and single dots, unlike \"../../etc\"");
  }

  @Test
  void refusesAVectorListedTwice() throws IOException {
    edit("\"head.w_1\"", "\"encoder\"");
    damaged("vector encoder is listed twice");
  }

  @Test
  void refusesATableWithoutQuantiles() throws IOException {
    edit("\"name\" : \"score-quantiles\"", "\"name\" : \"others\"");
    damaged("the score quantiles must be the last vector, and no other");
  }

  @Test
  void refusesLengthsThatDoNotMatchTheFile() throws IOException {
    edit("\"length\" : 1001", "\"length\" : 1002");
    damaged("its vectors take 4044 bytes, but parameters.bin has 4040");
  }

  @Test
  void matrix58RefusesAGiantLengthWithoutAllocatingIt() throws IOException {
    edit("\"length\" : 1001", "\"length\" : 2147483000");
    damaged("its vectors take 8589932036 bytes, but parameters.bin has 4040");
  }

  @Test
  void refusesLengthsThatOverflow() throws IOException {
    edit(
        "\"length\" : 1001", "\"length\" : 4611686018427388905"); // 4 times this is 4004 in 64 bits
    damaged("vector score-quantiles cannot have length 4611686018427388905");
  }

  @Test
  void refusesANegativeLength() throws IOException {
    edit("\"length\" : 1001", "\"length\" : -1");
    damaged("vector score-quantiles cannot have length -1");
  }

  @Test
  void refusesVectorsThatOverlap() throws IOException {
    edit("\"offset\" : 28", "\"offset\" : 0");
    damaged("vector head.w_1 must start at byte 28, not 0");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Files.write(parameters, Arrays.copyOf(Files.readAllBytes(parameters), 4039));
    damaged("its vectors take 4040 bytes, but parameters.bin has 4039");
  }

  @Test
  void matrix57RefusesAFlippedBit() throws IOException {
    byte[] bytes = Files.readAllBytes(parameters);
    String written = ParameterFile.checksum(bytes);
    bytes[2000] ^= 1;
    Files.write(parameters, bytes);
    damaged(
        "parameters.bin has the checksum " + ParameterFile.checksum(bytes) + ", not " + written);
  }

  @Test
  void refusesParametersThatAreNotFinite() throws IOException {
    replaceFloat(2, Float.NaN);
    damaged("vector encoder must be finite, but holds NaN at index 2");
  }

  @Test
  void refusesQuantilesThatDescend() throws IOException {
    replaceFloat(9, 1e9f);
    damaged("score quantiles must ascend, but quantile 1 is lower than the one before");
  }
}
