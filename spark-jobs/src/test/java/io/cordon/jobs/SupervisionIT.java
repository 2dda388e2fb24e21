package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.datasets.DatasetRequest;
import io.cordon.datasets.Datasets;
import io.cordon.datasets.DemoSettings;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionIT {
  @TempDir private static Path folder;

  private static long rowsTrainedOn(String supervision) throws IOException {
    Path model = folder.resolve(supervision);
    JobRun run =
        JobRun.of(
            "train",
            "--set",
            "source.dataset=demo",
            "--set",
            "source.rows=2000",
            "--set",
            "source.anomaly-share=0.3",
            "--set",
            "detector.name=pca",
            "--set",
            "training.supervision=" + supervision,
            "--set",
            "model.path=" + model);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Path.of(model + ".train.html"))
        .content()
        .contains("data-at=\"/trainedScores/mean\"");
    return new ObjectMapper()
        .readTree(Path.of(model + ".train.json").toFile())
        .at("/rows")
        .asLong();
  }

  @Test
  void semiSupervisedTrainingSeesTheRowsThatTheLabelCallsNormalAndNoOthers() throws IOException {
    long normal =
        Datasets.named("demo")
            .table(
                SharedSession.session(), DatasetRequest.generated(new DemoSettings(2000, 0.3, 1)))
            .where("label = 0")
            .count();
    assertThat(normal).isBetween(1L, 1999L);
    assertThat(rowsTrainedOn("semi-supervised")).isEqualTo(normal);
    assertThat(rowsTrainedOn("unsupervised")).isEqualTo(2000);
  }
}
