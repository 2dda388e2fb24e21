package io.cordon.jobs.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {

  static List<String> names() {
    return Protocol.NAMES;
  }

  @Test
  void everyFileOfAProtocolIsNamed() throws IOException, URISyntaxException {
    Path folder = Path.of(Protocol.class.getResource("thyroid.conf").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".conf")))
          .containsExactlyInAnyOrderElementsOf(
              Protocol.NAMES.stream().map(name -> name + ".conf").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyProtocolHasMethodsOfTheirOwnNamesAndPublishedNumbersOfItsSplits(String name) {
    Protocol protocol = Protocol.named(name);
    List<String> splits = protocol.splits().stream().map(Protocol.Split::name).toList();
    assertThat(splits).isNotEmpty().doesNotHaveDuplicates();
    assertThat(protocol.metrics()).isNotEmpty();
    assertThat(protocol.methods().stream().map(Protocol.Method::name))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(method -> method.matches("[a-z0-9-]+"));
    assertThat(protocol.methods().stream().map(Protocol.Method::row)).doesNotHaveDuplicates();
    for (Protocol.Method method : protocol.methods()) {
      assertThat(splits).containsAll(method.published().keySet());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "iris", "../thyroid"})
  void anUnknownProtocolIsRefusedWithTheNamesThereAre(String name) {
    UserException failure = catchThrowableOfType(UserException.class, () -> Protocol.named(name));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.getMessage())
        .isEqualTo(
            "--protocol must be one of %s, but is \"%s\""
                .formatted(String.join(", ", Protocol.NAMES), name));
  }
}
