package io.cordon.spark.ml;

import io.cordon.spark.features.VectorReader;
import io.cordon.spark.scoring.ScoredColumns;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.StructType;

/**
 * The parameters that the estimator and its model share. Each owns a set of its own; both hand it
 * out through methods, by which Spark ML finds parameters.
 */
final class DetectorParams implements java.io.Serializable {
  final Param<String> method;
  final Param<String> featuresCol;
  final Param<String> scoreCol;
  final Param<String> predictionCol;
  final DoubleParam contamination;
  final DoubleParam contaminationError;
  final LongParam seed;
  final Param<String> settings;

  DetectorParams(Params owner) {
    method = new Param<>(owner, "method", "the detector's name, such as oc-nn or autoencoder");
    featuresCol = new Param<>(owner, "featuresCol", "column of feature vectors");
    scoreCol =
        new Param<>(
            owner, "scoreCol", "column that receives the score: double, higher = more anomalous");
    predictionCol =
        new Param<>(
            owner,
            "predictionCol",
            "column that receives 1.0 for rows above the threshold, else 0.0");
    contamination =
        new DoubleParam(
            owner,
            "contamination",
            "expected share of anomalies in the training rows, in (0, 0.5]",
            ParamValidators.inRange(0, 0.5, false, true));
    contaminationError =
        new DoubleParam(
            owner,
            "contaminationError",
            "rank error of the threshold as a share of the rows; 0 takes the exact order statistic",
            ParamValidators.inRange(0, 0.5, true, false));
    seed = new LongParam(owner, "seed", "seed of every random draw");
    settings =
        new Param<>(
            owner,
            "settings",
            "any further settings, as in a configuration file: \"training.rounds = 20, detector.oc-nn.hidden = 16\"");
  }

  /** Gives the owner all defaults. */
  void setDefaults(Params owner) {
    owner.setDefault(method, "oc-nn");
    owner.setDefault(featuresCol, "features");
    owner.setDefault(scoreCol, ScoredColumns.STANDARD.score());
    owner.setDefault(predictionCol, ScoredColumns.STANDARD.prediction());
    owner.setDefault(contamination, 0.1);
    owner.setDefault(contaminationError, 0.0);
    owner.setDefault(seed, 1L);
    owner.setDefault(settings, "");
  }

  /** The names that the owner gives to what it adds. */
  ScoredColumns columns(Params owner) {
    return new ScoredColumns(
        (String) owner.getOrDefault(scoreCol),
        (String) owner.getOrDefault(predictionCol),
        ScoredColumns.STANDARD.control());
  }

  /**
   * The schema with what the owner adds; fails where the vectors are missing or a name is taken.
   */
  StructType scored(StructType schema, Params owner) {
    VectorReader.check((String) owner.getOrDefault(featuresCol), schema);
    return columns(owner).behind(schema, false);
  }
}
