package io.cordon.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** The parameters that the estimator and its model share. Each owns a set of its own; both hand it out through methods, by which Spark ML finds parameters. */
final class DetectorParams {
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
    scoreCol = new Param<>(owner, "scoreCol", "column that receives the score: double, higher = more anomalous");
    predictionCol = new Param<>(owner, "predictionCol", "column that receives 1.0 for rows above the threshold, else 0.0");
    contamination =
        new DoubleParam(owner, "contamination", "expected share of anomalies in the training rows, in (0, 0.5]", ParamValidators.inRange(0, 0.5, false, true));
    contaminationError =
        new DoubleParam(
            owner, "contaminationError", "rank error of the threshold as a share of the rows; 0 takes the exact order statistic", ParamValidators.inRange(0, 0.5, true, false));
    seed = new LongParam(owner, "seed", "seed of every random draw");
    settings = new Param<>(owner, "settings", "any further settings, as in a configuration file: \"training.rounds = 20, detector.oc-nn.hidden = 16\"");
  }

  /** The defaults of all parameters. */
  ParamPair<?>[] defaults() {
    return new ParamPair<?>[] {
      method.w("oc-nn"),
      featuresCol.w("features"),
      scoreCol.w("outlierScore"),
      predictionCol.w("predictedLabel"),
      new ParamPair<>(contamination, (Object) 0.1),
      new ParamPair<>(contaminationError, (Object) 0.0),
      new ParamPair<>(seed, (Object) 1L),
      settings.w("")
    };
  }
}
