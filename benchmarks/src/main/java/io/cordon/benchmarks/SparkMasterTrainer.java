package io.cordon.benchmarks;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * dl4j-spark's training by parameter averaging with one worker. Its batches are made beforehand,
 * and it trains straight from memory, not by way of exported files: both in its favour.
 */
final class SparkMasterTrainer implements Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(SparkMasterTrainer.class);
  private static JavaSparkContext spark;

  private final SparkDl4jMultiLayer network;
  private final JavaRDD<DataSet> batches;

  SparkMasterTrainer(int batch) {
    if (spark == null) {
      spark =
          new JavaSparkContext(
              new SparkConf()
                  .setMaster("local[1]")
                  .setAppName("dl4j-spark")
                  .set("spark.ui.enabled", "false"));
    }
    network =
        new SparkDl4jMultiLayer(
            spark,
            MultiLayerTrainer.configuration(),
            new ParameterAveragingTrainingMaster.Builder(batch)
                .batchSizePerWorker(batch)
                .averagingFrequency(10)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .build());
    batches = spark.parallelize(MultiLayerTrainer.batches(batch), 1); // it caches them itself
    LOG.info("{} batches of {} rows", batches.count(), batch);
  }

  @Override
  public long train() {
    network.fit(batches);
    return ROWS;
  }
}
