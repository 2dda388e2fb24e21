package io.cordon.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://reader:CANARY@host/db",
        "Cannot connect to s3a://key:CANARY@bucket/table, tried 3 times",
        "jdbc:h2:tcp://host/mem:x;USER=sa;PASSWORD=CANARY",
        "url=jdbc:mysql://host/db?user=a&password=CANARY&ssl=true",
        "a: fs.s3a.secret.key=CANARY",
        "{\"accessKey\": \"CANARY\"}",
        "my.passphrase.of.all: CANARY,"
      })
  void matrix60ASecretInAnAddressOrBehindItsNameIsHidden(String text) {
    assertThat(Redaction.of(text)).doesNotContain("CANARY").contains(Redaction.HIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://reader:CANARY@host/db",
        "jdbc:h2:tcp://host/mem:x;USER=sa;PASSWORD=CANARY",
        "jdbc:mysql://host/db?user=a&password=CANARY&ssl=true"
      })
  void matrix60AnAddressWithASecretIsFound(String address) {
    assertThat(Redaction.hasSecret(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abfss://container@account.dfs.core.windows.net/table",
        "hdfs://host:8020/a/user@b",
        "jdbc:h2:tcp://host/mem:x;USER=sa",
        "Column 'token' (string) is missing",
        "row 7 of file:/lake/date=2026-11-20/part-0.parquet"
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
    assertThat(Redaction.hasSecret(text)).isFalse();
  }

  @Test
  void aFolderMayBeNamedAsASecretIs() {
    assertThat(Redaction.hasSecret("hdfs://host/table/token=5/part-0.parquet")).isFalse();
  }

  @Test
  void aTextOfSeveralLinesKeepsThem() {
    assertThat(Redaction.of("a\n\tat b.c(D.java:7)\nsecret=x\n"))
        .isEqualTo("a\n\tat b.c(D.java:7)\nsecret=***\n");
  }
}
