package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Days of ORC tables. */
class OrcDayIT extends DayTableContract {

  @Override
  String format() {
    return "orc";
  }

  @Override
  void append(String day, Dataset<Row> rows) {
    rows.coalesce(1).write().mode("append").orc(place("source") + "/date=" + day);
  }

  @Override
  Dataset<Row> scored() {
    return session().read().orc(place("scored"));
  }

  @Test
  void matrix1And2FilesThatAreNoOrcAreSetAside() throws IOException {
    Path day = folderOf("source").resolve("date=" + Lake.DAY);
    Files.writeString(day.resolve("part-text.orc"), "no ORC at all, but some bytes of text");
    Files.createFile(day.resolve("part-empty.orc"));
    assertThat(done(Lake.DAY, "--set", "quarantine.max-share=0.7").out())
        .contains("200 rows of 200 scored", "2 files of 3 unreadable");
    assertThat(quarantined().select("reason").collectAsList().toString())
        .contains("the file is empty, 0 bytes", "no ORC file");
  }
}
