package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KddCup99IT {
  private static final String TEN_PERCENT = "kddcup99/kddcup.data_10_percent.gz";
  private static final String LINE =
      "0,tcp,http,SF,181,5450,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,8,8,0.00,0.00,0.00,0.00,1.00,0.00,0.00,9,9,1.00,0.00,0.11,0.00,0.00,0.00,0.00,0.00,";

  private final SparkSession spark = SharedSpark.session();
  @TempDir Path folder;

  private DatasetRequest written(String... lines) throws IOException {
    Files.writeString(folder.resolve("kddcup.data_10_percent"), String.join("\n", lines) + "\n");
    return DatasetRequest.in(folder.toString());
  }

  private Dataset<Row> table(DatasetRequest request) {
    return Datasets.named("kddcup99").table(spark, request);
  }

  private static Map<String, Long> counts(Dataset<Row> table, String column) {
    Map<String, Long> counts = new HashMap<>();
    for (Row row : table.groupBy(column).count().collectAsList()) {
      counts.put(row.get(0).toString(), row.getLong(1));
    }
    return counts;
  }

  @Test
  void theRealFileHasItsPublishedCounts() {
    Path data = RealData.folderWith(TEN_PERCENT);
    Dataset<Row> table = table(DatasetRequest.in(data.toString()));
    assertThat(table.schema().fieldNames()).isEqualTo(KddTable.schema().fieldNames());
    Row figures =
        table
            .selectExpr(
                "count(*)",
                "count(distinct row)",
                "max(row)",
                "sum(label)",
                "count(distinct service)",
                "sum(src_bytes)")
            .head();
    assertThat(figures.getLong(0)).isEqualTo(494_021);
    assertThat(figures.getLong(1)).isEqualTo(494_021);
    assertThat(figures.getLong(2)).isEqualTo(494_021);
    assertThat(figures.getLong(3)).isEqualTo(396_743);
    assertThat(figures.getLong(4)).isEqualTo(66);
    assertThat(counts(table, "attack"))
        .hasSize(23)
        .containsEntry("normal", 97_278L)
        .containsEntry("smurf", 280_790L)
        .containsEntry("spy", 2L);
    assertThat(counts(table, "category"))
        .isEqualTo(
            Map.of("normal", 97_278L, "dos", 391_458L, "probe", 4_107L, "r2l", 1_126L, "u2r", 52L));
    Row first = table.where("row = 1").head();
    assertThat(first.<Long>getAs("dst_bytes")).isEqualTo(5_450L);
    assertThat(first.<Integer>getAs("logged_in")).isEqualTo(1);
    assertThat(first.<Double>getAs("dst_host_same_src_port_rate")).isEqualTo(0.11);
    assertThat(first.<String>getAs("attack")).isEqualTo("normal");
  }

  @Test
  void theRealTestFileHasTheContestsCategories() {
    Path data = RealData.folderWith("kddcup99/corrected.gz");
    Dataset<Row> table = table(DatasetRequest.in(data.toString()).ofFile("corrected.gz"));
    assertThat(counts(table, "category"))
        .isEqualTo(
            Map.of(
                "normal", 60_593L, "dos", 229_853L, "probe", 4_166L, "r2l", 16_189L, "u2r", 228L));
  }

  @Test
  void theProtocolOfPaperThreeOnTheRealFile() {
    Path data = RealData.folderWith(TEN_PERCENT);
    DatasetRequest all = DatasetRequest.in(data.toString()).oriented(Orientation.NORMAL_IS_ANOMALY);
    Map<String, Long> test =
        counts(table(all.heldOut(HoldOut.half(0.1, 1, HoldOut.Part.TEST))), "label");
    // Half of each class, within 3.3 standard deviations of the binomial: 0.5 * sqrt(396743) = 315
    // and 0.5 * sqrt(97278) = 156.
    assertThat(test.get("0")).isBetween(198_371L - 1_040, 198_372L + 1_040);
    assertThat(test.get("1")).isBetween(48_639L - 515, 48_639L + 515);
    long attacks = 396_743 - test.get("0");
    for (double contamination : new double[] {0.05, 0.1}) {
      Map<String, Long> train =
          counts(table(all.heldOut(HoldOut.half(contamination, 1, HoldOut.Part.TRAIN))), "label");
      assertThat(train)
          .isEqualTo(
              Map.of("0", attacks, "1", Math.round(attacks * contamination / (1 - contamination))));
    }
    // 20 % cannot be had: the half holds 19.7 %, and all of them are taken.
    Map<String, Long> most =
        counts(table(all.heldOut(HoldOut.half(0.2, 1, HoldOut.Part.TRAIN))), "label");
    assertThat(most).isEqualTo(Map.of("0", attacks, "1", 97_278 - test.get("1")));
  }

  @Test
  void packedAndPlainFilesGiveTheSameTableHoweverTheyAreSplit() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      lines.add(LINE.replace("181", Integer.toString(i)) + (i % 3 == 0 ? "smurf." : "normal."));
    }
    List<Row> plain = table(written(lines.toArray(new String[0]))).collectAsList();
    assertThat(table(DatasetRequest.in(folder.toString())).rdd().getNumPartitions())
        .isGreaterThan(1);
    Path packed =
        Files.createDirectories(folder.resolve("kddcup99")).resolve("kddcup.data_10_percent.gz");
    try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(packed))) {
      output.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(table(DatasetRequest.in(folder.toString())).collectAsList())
        .isEqualTo(plain)
        .hasSize(400);
    assertThat(plain.get(399).<Long>getAs("row")).isEqualTo(400);
    assertThat(plain.get(399).<Long>getAs("src_bytes")).isEqualTo(399);
  }

  @Test
  void blankLinesAreCountedButHoldNoRow() throws IOException {
    List<Row> rows =
        table(written(LINE + "normal.", "", LINE + "smurf", ""))
            .select("row", "attack", "label")
            .collectAsList();
    assertThat(rows.toString()).isEqualTo("[[1,normal,0], [3,smurf,1]]");
    List<Row> turned =
        table(written(LINE + "normal.", LINE + "smurf.").oriented(Orientation.NORMAL_IS_ANOMALY))
            .select("label")
            .collectAsList();
    assertThat(turned.toString()).isEqualTo("[[1], [0]]");
  }

  @Test
  void aShortRowAnExtraFieldJunkAndAnUnknownAttackAreToldWithTheirLine() throws IOException {
    String good = LINE + "normal.";
    String[] bad = {
      good.substring(2),
      good + ",1",
      "junk",
      good.replace("181", "18x"),
      good.replace("0.11", ""),
      LINE + "martian.",
      good.replace(",1,0,0,", ",1.5,0,0,")
    };
    for (String line : bad) {
      Dataset<Row> table = table(written(good, "", line, good));
      assertFails(
          () -> table.select("label").collectAsList(),
          ExitCode.BAD_DATA,
          "41 features of their types",
          "line 3 does not: \"" + line.substring(0, 4),
          "kddcup.data_10_percent");
    }
    assertFails(() -> table(written(bad)), ExitCode.BAD_DATA, "line 1 does not");
  }

  @Test
  void aFileThatIsCutOffIsToldWhenItsEndIsRead() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      lines.add(LINE.replace("181", Integer.toString(i)) + "normal.");
    }
    Path packed =
        Files.createDirectories(folder.resolve("kddcup99")).resolve("kddcup.data_10_percent.gz");
    try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(packed))) {
      output.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, java.util.Arrays.copyOf(whole, whole.length - 2_000));
    assertFails(
        () -> table(DatasetRequest.in(folder.toString())).count(),
        ExitCode.BAD_DATA,
        "kddcup.data_10_percent.gz is damaged or cut off");
  }

  @Test
  void missingEmptyAndDamagedFilesAreTold() throws IOException {
    assertFails(
        () -> table(DatasetRequest.in(folder.toString())),
        ExitCode.STORAGE,
        "needs the file kddcup.data_10_percent.gz in ",
        "fetch kddcup99");
    assertFails(
        () -> table(DatasetRequest.in(folder.toString()).ofFile("corrected.gz")),
        ExitCode.STORAGE,
        "needs the file corrected.gz");
    assertFails(
        () -> table(DatasetRequest.generated(DemoSettings.DEFAULTS)),
        ExitCode.USAGE,
        "say in which folder");
    assertFails(() -> table(written("")), ExitCode.BAD_DATA, "holds no data");
    Files.write(
        folder.resolve("kddcup.data_10_percent.gz"),
        "no gzip at all".getBytes(StandardCharsets.UTF_8));
    assertFails(
        () -> table(DatasetRequest.in(folder.toString())),
        ExitCode.BAD_DATA,
        "kddcup.data_10_percent.gz is damaged or cut off");
  }

  @Test
  void aNamesFileThatDiffersIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("kddcup.names"),
        KddNamesTest.published().replace("service: symbolic", "service: continuous"));
    assertFails(
        () -> table(written(LINE + "normal.")),
        ExitCode.MISMATCH,
        "kddcup.names in " + folder,
        "feature 3");
  }
}
