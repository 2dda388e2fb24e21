package io.cordon.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

  @Test
  void isTheLastOfTheCauses() {
    IOException root = new IOException("the disk");
    RuntimeException wrapped = new RuntimeException(new IllegalStateException(root));
    assertThat(RootCause.of(wrapped)).isSameAs(root);
    assertThat(RootCause.of(root)).as("without a cause").isSameAs(root);
  }

  @Test
  void aCauseThatIsItsOwnCauseIsTheRoot() {
    Throwable own =
        new Throwable("round and round") {
          @Override
          public synchronized Throwable getCause() {
            return this;
          }
        };
    assertThat(RootCause.of(new RuntimeException(own))).isSameAs(own);
  }
}
