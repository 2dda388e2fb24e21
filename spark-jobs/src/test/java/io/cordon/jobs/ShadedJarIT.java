package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opens the one jar that is shipped, and the embedded Spark beside it, as the build left them. */
class ShadedJarIT {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("cordon.jar");
  private static final Path SPARK = TARGET.resolve("spark");
  private static Set<String> entries;

  @BeforeAll
  static void readJar() throws IOException {
    entries = names(JAR);
  }

  @Test
  void holdsWhatCordonAddsToSpark() {
    assertThat(entries)
        .contains(
            "io/cordon/jobs/Main.class",
            "io/cordon/rows/Rows.class",
            "picocli/CommandLine.class",
            "com/typesafe/config/Config.class",
            "org/bytedeco/javacpp/Loader.class",
            "org/bytedeco/openblas/linux-x86_64/libopenblas.so.0",
            "org/bytedeco/javacpp/linux-x86_64/libjnijavacpp.so");
  }

  @Test
  void holdsNothingThatEverySparkBrings() {
    for (String bringer :
        List.of(
            "org/apache/",
            "io/delta/",
            "scala/",
            "dev/ludovic/",
            "com/fasterxml/jackson/",
            "org/slf4j/",
            "org/junit/")) {
      assertThat(entries)
          .as(bringer)
          .noneMatch(
              entry ->
                  entry.startsWith(bringer)
                      && !entry.matches("org/apache/(commons/net|batik|xmlgraphics)/.*"));
    }
  }

  @Test
  void holdsNativeLibrariesOfOnePlatformOnly() {
    assertThat(entries)
        .filteredOn(entry -> entry.matches(".*\\.(so(\\.[0-9]+)*|dll|dylib|jnilib|a)"))
        .isNotEmpty()
        .allMatch(entry -> entry.contains("linux-x86_64") || entry.contains("linux-x86-64"));
  }

  @Test
  void holdsNoSignatureAndNoForeignModuleDescriptor() {
    assertThat(entries)
        .noneMatch(entry -> entry.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
        .noneMatch(entry -> entry.endsWith("module-info.class"));
  }

  @Test
  void namesItsEntryPointAndRelease() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("io.cordon.jobs.Main");
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .isNotBlank();
    }
  }

  @Test
  void sharesNoClassWithTheEmbeddedSpark() throws IOException {
    Set<String> shared = new TreeSet<>();
    for (Path jar : sparkJars()) {
      for (String name : names(jar)) {
        if (name.endsWith(".class") && !name.startsWith("META-INF/") && entries.contains(name)) {
          shared.add(jar.getFileName() + "!" + name);
        }
      }
    }
    assertThat(shared).isEmpty();
  }

  @Test
  void theEmbeddedSparkHasEachLibraryOnce() throws IOException {
    List<String> libraries = new ArrayList<>();
    for (Path jar : sparkJars()) {
      // Netty's natives come as one jar a platform, which the rest of the name tells apart.
      libraries.add(
          jar.getFileName()
              .toString()
              .replaceFirst("-[0-9][0-9A-Za-z.]*(-M[0-9]+|-GA|\\.Final)?", ""));
    }
    assertThat(libraries)
        .doesNotHaveDuplicates()
        .noneMatch(library -> library.startsWith("delta") || library.startsWith("iceberg"))
        .contains(
            "spark-core_2.12",
            "spark-mllib_2.12",
            "spark-avro_2.12",
            "blas",
            "jackson-databind",
            "slf4j-api");
  }

  /**
   * The source is compiled as it starts, so that the class path holds nothing but what is shipped
   * and what Spark brings.
   */
  @Test
  void trainsInAProcessThatHasOnlyTheJarAndSpark() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                JAR + File.pathSeparator + SPARK.resolve("jars") + File.separator + "*",
                TARGET.resolveSibling("src/test/resources/TrainingStep.java").toString(),
                "NATIVE",
                "DL4J")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("native BLAS true", "NATIVE learns true", "DL4J learns true");
  }

  private static List<Path> sparkJars() throws IOException {
    try (Stream<Path> jars = Files.list(SPARK.resolve("jars"))) {
      return jars.sorted().toList();
    }
  }

  private static Set<String> names(Path jar) throws IOException {
    try (JarFile open = new JarFile(jar.toFile())) {
      Set<String> names = new TreeSet<>();
      open.stream()
          .filter(entry -> !entry.isDirectory())
          .forEach(entry -> names.add(entry.getName()));
      return names;
    }
  }
}
