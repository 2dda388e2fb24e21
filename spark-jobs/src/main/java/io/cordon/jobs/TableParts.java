package io.cordon.jobs;

import static org.apache.spark.sql.functions.col;

import io.cordon.datasets.HoldOut;
import io.cordon.datasets.ImageMeans;
import io.cordon.datasets.Mixture;
import io.cordon.datasets.NormalHalf;
import io.cordon.datasets.OfficialParts;
import io.cordon.jobs.reproduce.Protocol.Split;
import io.cordon.jobs.settings.RunSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a split that train, and those that test. */
final class TableParts {
  private TableParts() {}

  static Dataset<Row> of(
      Dataset<Row> table, Split split, int seed, RunSettings settings, HoldOut.Part part) {
    String label = settings.source().label().orElseThrow();
    List<String> id = settings.table().partedBy();
    Dataset<Row> whole =
        split.classes().isEmpty()
            ? table
            : table.where(col("class").isin(split.classes().toArray()));
    return switch (split.parting()) {
      case HOLD_OUT -> new HoldOut(0.5, split.contamination(), seed, part).select(whole, id, label);
      case NORMAL_HALF -> new NormalHalf(true, seed).select(whole, id.get(0), label, part);
      case NORMAL_HALF_IN_FILE_ORDER ->
          new NormalHalf(false, 0).select(whole, id.get(0), label, part);
      case OFFICIAL_PARTS -> OfficialParts.select(whole, label, part);
      case OFFICIAL_PARTS_UNSEEN ->
          OfficialParts.unseen(whole, label, part, features(whole, settings));
      case IMAGE_MEANS ->
          new ImageMeans(split.normals(), split.anomalies(), seed).select(whole, label, part);
      // Of texts each window is a row of its own.
      case MIXTURE -> mixture(split, seed).select(whole, settings.table().id(), label);
      case MIXTURE_NORMAL_ONLY -> {
        Dataset<Row> mixed = mixture(split, seed).select(whole, settings.table().id(), label);
        yield part == HoldOut.Part.TRAIN ? mixed.where(col(label).equalTo(0)) : mixed;
      }
      case MEAN -> throw new IllegalArgumentException("the mean of splits has no rows");
    };
  }

  private static List<String> features(Dataset<Row> table, RunSettings settings) {
    List<String> others = new ArrayList<>(settings.table().id());
    others.addAll(settings.table().exclude());
    settings.source().label().ifPresent(others::add);
    return Arrays.stream(table.columns()).filter(name -> !others.contains(name)).toList();
  }

  private static Mixture mixture(Split split, int seed) {
    return new Mixture(split.normals(), split.anomalies(), seed);
  }
}
