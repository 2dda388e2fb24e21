package io.cordon.imported;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.layer.Shape;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What DL4J wrote gives here what it gives there. */
class Dl4jImportTest {
  private static final int ROWS = 5;

  @TempDir private Path folder;

  private ImportedNetwork saved(MultiLayerNetwork network, int layers, Shape shape)
      throws IOException {
    Path path = folder.resolve("network.zip");
    ModelSerializer.writeModel(network, path.toFile(), true);
    ImportedFile file = new ImportedFile(path.toString(), layers, NetworkFiles.LOCAL);
    ImportedNetwork first = file.network(shape.size(), features -> shape);
    ImportedNetwork second = file.network(shape.size(), features -> shape);
    assertThat(second.parameters()).as("asked again").containsExactly(first.parameters());
    assertThat(ArchitectureNumbers.architecture(ArchitectureNumbers.of(first.architecture())))
        .as("kept as numbers")
        .isEqualTo(first.architecture());
    return second;
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder list) {
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    SplittableRandom random = new SplittableRandom(5);
    INDArray parameters = network.params();
    for (long index = 0; index < parameters.length(); index++) {
      parameters.putScalar(index, 0.7 * random.nextDouble() - 0.3);
    }
    network.setParams(parameters);
    return network;
  }

  private static NeuralNetConfiguration.ListBuilder list() {
    return new NeuralNetConfiguration.Builder().seed(1).list();
  }

  private static float[] rows(int width) {
    SplittableRandom random = new SplittableRandom(3);
    float[] rows = new float[ROWS * width];
    for (int index = 0; index < rows.length; index++) {
      rows[index] = (float) (2 * random.nextDouble() - 1);
    }
    return rows;
  }

  private static void requireSame(ImportedNetwork ours, float[] rows, INDArray theirs) {
    NetworkFunction function =
        new NetworkFunction(ours.architecture(), ours.parameters(), Engine.NATIVE);
    float[] outputs = new float[ROWS * function.outputs()];
    function.open().apply(rows, 0, ROWS, outputs, 0);
    assertThat(outputs)
        .containsExactly(theirs.dup('c').ravel().toFloatVector(), Offset.offset(1e-5f));
  }

  @Test
  void denseLayersWithoutTheLastGiveWhatTheyGiveThere() throws IOException {
    MultiLayerNetwork network =
        network(
            list()
                .layer(new DenseLayer.Builder().nIn(6).nOut(5).activation(Activation.TANH).build())
                .layer(new DropoutLayer.Builder(0.5).build())
                .layer(new BatchNormalization.Builder().nOut(5).build())
                .layer(
                    new DenseLayer.Builder()
                        .nOut(4)
                        .hasBias(false)
                        .activation(Activation.LEAKYRELU)
                        .build())
                .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(6)));
    ImportedNetwork ours = saved(network, 4, Shape.row(6));
    float[] rows = rows(6);
    INDArray input = Nd4j.createFromArray(rows).reshape(ROWS, 6);
    requireSame(ours, rows, network.feedForward(input, false).get(4));
  }

  /** DL4J flattens channel by channel, we place by place. */
  @Test
  void imagesThatAreFlattenedGiveWhatTheyGiveThere() throws IOException {
    MultiLayerNetwork network =
        network(
            list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .padding(1, 1)
                        .activation(Activation.RELU)
                        .build())
                .layer(new BatchNormalization.Builder().build())
                .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
                .layer(new Upsampling2D.Builder(2).build())
                .layer(new ConvolutionLayer.Builder(2, 2).stride(2, 2).nOut(3).build())
                .layer(new DenseLayer.Builder().nOut(5).activation(Activation.SIGMOID).build())
                .setInputType(InputType.convolutional(8, 6, 2)));
    ImportedNetwork ours = saved(network, 0, new Shape(8, 6, 2));
    float[] rows = rows(96);
    INDArray input = Nd4j.createFromArray(rows).reshape(ROWS, 8, 6, 2).permute(0, 3, 1, 2).dup('c');
    requireSame(ours, rows, network.output(input));
  }

  @Test
  void sequencesGiveWhatTheyGiveThere() throws IOException {
    LSTM.Builder states = new LSTM.Builder().nIn(3).nOut(4).activation(Activation.TANH);
    LSTM.Builder last = new LSTM.Builder().nIn(4).nOut(5).activation(Activation.TANH);
    MultiLayerNetwork network =
        network(
            list()
                .layer(states.build())
                .layer(new LastTimeStep(last.build()))
                .layer(new DenseLayer.Builder().nIn(5).nOut(2).activation(Activation.ELU).build())
                .setInputType(InputType.recurrent(3)));
    ImportedNetwork ours = saved(network, 0, Shape.sequence(7, 3));
    float[] rows = rows(21);
    INDArray input = Nd4j.createFromArray(rows).reshape(ROWS, 7, 3).permute(0, 2, 1).dup('c');
    requireSame(ours, rows, network.output(input));
  }
}
