package io.cordon.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.nativeblas.NativeOpsHolder;

/** DL4J as its own users run it: {@code MultiLayerNetwork.fit}, batch by batch. */
final class MultiLayerTrainer implements Trainer {
  private final MultiLayerNetwork network = new MultiLayerNetwork(configuration());
  private final List<DataSet> batches;

  MultiLayerTrainer(int batch) {
    network.init();
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    batches = batches(batch);
  }

  /** DL4J's own form of the benchmark's autoencoder. */
  static MultiLayerConfiguration configuration() {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(RATE))
            .activation(Activation.TANH)
            .list();
    int fanIn = INPUTS;
    for (int index = 0; index < WIDTHS.length - 1; index++) {
      list.layer(new DenseLayer.Builder().nIn(fanIn).nOut(WIDTHS[index]).build());
      fanIn = WIDTHS[index];
    }
    return list.layer(
            new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                .nIn(fanIn)
                .nOut(WIDTHS[WIDTHS.length - 1])
                .activation(Activation.TANH)
                .build())
        .build();
  }

  /** The rows in batches, each its own target. */
  static List<DataSet> batches(int batch) {
    float[] rows = Trainer.rows();
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < ROWS; from += batch) {
      INDArray features =
          Nd4j.create(
              Arrays.copyOfRange(rows, from * INPUTS, (from + batch) * INPUTS),
              new int[] {batch, INPUTS},
              'c');
      batches.add(new DataSet(features, features));
    }
    return batches;
  }

  @Override
  public long train() {
    batches.forEach(network::fit);
    return ROWS;
  }
}
