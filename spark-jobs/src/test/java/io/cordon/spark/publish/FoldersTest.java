package io.cordon.spark.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A swap that was cut off where renames copy: the old aside, a part of the new in its place. */
class FoldersTest {
  @TempDir private java.nio.file.Path folder;
  private Path staged;
  private Path place;
  private Path aside;

  @BeforeEach
  void leaveWhatAKilledCopyLeaves() throws IOException {
    staged = new Path(write("staged", "new 1", "new 2").toString());
    place = new Path(write("place", "new 1").toString());
    aside = new Path(write("aside", "old").toString());
  }

  private java.nio.file.Path write(String name, String... texts) throws IOException {
    java.nio.file.Path made = Files.createDirectory(folder.resolve(name));
    for (String text : texts) {
      Files.writeString(made.resolve(text), text);
    }
    return made;
  }

  @Test
  void onAnObjectStoreTheNextRunFinishesIt() throws IOException {
    FileSystem store =
        new FilterFileSystem(FileSystem.getLocal(new Configuration(false))) {
          @Override
          public URI getUri() {
            return URI.create("s3a://bucket");
          }
        };
    Folders.swap(store, staged, place, aside);
    assertThat(folder.resolve("place/new 1")).exists();
    assertThat(folder.resolve("place/new 2")).exists();
    assertThat(folder.resolve("staged")).doesNotExist();
  }

  @Test
  void whereRenamesAreAtomicNobodyElsesFolderIsRemoved() throws IOException {
    FileSystem local = FileSystem.getLocal(new Configuration(false));
    assertThatThrownBy(() -> Folders.swap(local, staged, place, aside))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("which exists");
    assertThat(folder.resolve("place/new 1")).exists();
  }
}
