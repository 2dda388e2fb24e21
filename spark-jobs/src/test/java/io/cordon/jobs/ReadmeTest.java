package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.detector.registry.Detectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  @Test
  void everyDetectorHasARowInTheTable() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    for (String name : Detectors.names()) {
      assertThat(readme).contains("| `" + name + "` |");
    }
  }

  @Test
  void everyJobHasARowInTheTable() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    for (String job : Main.commandLine().getSubcommands().keySet()) {
      assertThat(readme).containsPattern("\\| `" + job + "[ `]");
    }
  }
}
