package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of a day that cannot be read, numbered as in the fault matrix. */
class DamagedFilesIT {
  @TempDir private static Path folder;
  private static Lake sound;

  @BeforeAll
  static void publishASoundDay() throws IOException {
    sound = Lake.in(folder, Lake.trained(folder));
    sound.done(Lake.DAY);
  }

  private interface Damage {
    void to(Path file) throws IOException;
  }

  private record Damaged(String name, Damage damage, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Damaged> damaged() {
    return Stream.of(
        new Damaged("matrix01CutInHalf", DamagedFilesIT::cut, "is not a Parquet file"),
        new Damaged("matrix02ZeroBytes", file -> write(file, new byte[0]), "0 bytes"),
        new Damaged(
            "matrix03Csv",
            file -> write(file, "id,amount\n1,2\n".getBytes(StandardCharsets.UTF_8)),
            "is not a Parquet file"),
        new Damaged("matrix04FlippedBitBesideItsChecksum", DamagedFilesIT::flip, "Checksum error"),
        new Damaged(
            "matrix05FlippedBitAlone",
            file -> {
              flip(file);
              Files.delete(crc(file));
            },
            "CRC checksum verification failed"));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void aFileThatCannotBeReadStopsTheRunOrIsSetAside(Damaged damaged) throws IOException {
    Lake lake = sound.copied(folder);
    Path file = lake.files(Lake.DAY).get(1);
    damaged.damage().to(file);
    Map<String, String> before = lake.published();
    JobRun refused = lake.score(Lake.DAY);
    assertThat(refused.err())
        .contains("but 1 of 2 cannot be used, and nothing was published: ")
        .contains(file.getFileName().toString(), damaged.reason());
    assertThat(refused.code()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(lake.published()).as("untouched, and no litter").isEqualTo(before);

    JobRun run = lake.done(Lake.DAY, "--set", "quarantine.max-share=0.5");
    assertThat(run.out()).contains("100 rows of 100 scored", "1 files of 2 unreadable");
    assertThat(lake.table(Lake.DAY).count()).isEqualTo(100);
    Row aside = lake.quarantined(Lake.DAY).head();
    assertThat(aside.getString(0)).contains(damaged.reason());
    assertThat(aside.getString(1)).endsWith(file.getFileName().toString());
    assertThat(aside.isNullAt(2)).isTrue();
    assertThat(lake.quarantined(Lake.DAY).count()).isEqualTo(1);
    lake.assertNoLitter();
  }

  private static void cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  /** Flips a bit in the middle of the doubles. */
  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[1200] ^= 1;
    Files.write(file, bytes);
  }

  /** Writes a file as if it had been written so, without the old one's checksum. */
  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.deleteIfExists(crc(file));
  }

  private static Path crc(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }
}
