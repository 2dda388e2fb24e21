package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFolderTest {
  @TempDir Path temp;

  @Test
  void makesTheFolderForItsFirstFile() throws IOException {
    LocalFolder folder = new LocalFolder(temp.resolve("a/b"));
    assertThat(folder.names()).isEmpty();
    for (String name : new String[] {"z", "y"}) {
      try (OutputStream out = folder.create(name)) {
        out.write(new byte[] {1, 2, 3});
      }
    }
    assertThat(folder.names()).containsExactly("y", "z");
    assertThat(folder.size("y")).isEqualTo(3);
    assertThat(folder.open("y")).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../secret", "a/b", "/etc/passwd", "a\\b", "a\0b"})
  void matrix58RefusesNamesThatLeadElsewhere(String name) {
    LocalFolder folder = new LocalFolder(temp.resolve("a"));
    assertThatThrownBy(() -> folder.open(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a file's name must have no folder parts, unlike " + name);
    assertThatThrownBy(() -> folder.create(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> folder.size(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void followsNoLinks() throws IOException {
    Path outside = Files.writeString(temp.resolve("outside"), "secret");
    Path root = Files.createDirectory(temp.resolve("a"));
    Files.createSymbolicLink(root.resolve("link"), outside);
    LocalFolder folder = new LocalFolder(root);
    assertThatThrownBy(() -> folder.open("link").close()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> folder.create("link").close()).isInstanceOf(IOException.class);
    assertThat(outside).hasContent("secret");
  }
}
