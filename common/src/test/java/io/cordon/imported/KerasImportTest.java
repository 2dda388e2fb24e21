package io.cordon.imported;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.layer.Shape;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Our import of Keras files gives what DL4J's gives, which shares no code with it. */
class KerasImportTest {
  private static final int ROWS = 5;
  private static final float ERROR = 1e-5f;

  @TempDir private Path folder;

  /** What our network gives for random rows, and that DL4J's gives the same. */
  private ImportedNetwork requireSame(
      KerasWriter writer, Shape shape, UnaryOperator<INDArray> theirs) throws Exception {
    Path path = writer.write(folder.resolve("model.h5"));
    ImportedNetwork ours =
        new ImportedFile(path.toString(), 0, NetworkFiles.LOCAL)
            .network(shape.size(), features -> shape);
    SplittableRandom random = new SplittableRandom(3);
    float[] rows = new float[ROWS * shape.size()];
    for (int index = 0; index < rows.length; index++) {
      rows[index] = (float) (2 * random.nextDouble() - 1);
    }
    NetworkFunction function =
        new NetworkFunction(ours.architecture(), ours.parameters(), Engine.NATIVE);
    float[] outputs = new float[ROWS * function.outputs()];
    function.open().apply(rows, 0, ROWS, outputs, 0);
    MultiLayerNetwork network =
        KerasModelImport.importKerasSequentialModelAndWeights(path.toString(), false);
    INDArray expected = network.output(theirs.apply(Nd4j.createFromArray(rows)));
    assertThat(outputs).containsExactly(expected.dup('c').ravel().toFloatVector(), within());
    return ours;
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(ERROR);
  }

  @Test
  void denseLayersGiveWhatDl4jGives() throws Exception {
    KerasWriter writer =
        new KerasWriter()
            .layer(
                "Dense",
                "first",
                "\"batch_input_shape\": [null, 6], \"units\": 5, \"activation\": \"tanh\", \"use_bias\": true")
            .weights("first", "kernel", 6, 5)
            .weights("first", "bias", 5)
            .layer("Dropout", "drop", "\"rate\": 0.5, \"noise_shape\": null, \"seed\": null")
            .layer(
                "Dense", "second", "\"units\": 4, \"activation\": \"linear\", \"use_bias\": true")
            .weights("second", "kernel", 5, 4)
            .weights("second", "bias", 4)
            .layer("Activation", "act", "\"activation\": \"relu\"")
            .layer(
                "Dense", "third", "\"units\": 3, \"activation\": \"sigmoid\", \"use_bias\": true")
            .weights("third", "kernel", 4, 3)
            .weights("third", "bias", 3);
    ImportedNetwork ours = requireSame(writer, Shape.row(6), rows -> rows.reshape(ROWS, 6));
    assertThat(ours.architecture().layers()).hasSize(3);
  }

  @Test
  void imagesThatAreFlattenedGiveWhatDl4jGives() throws Exception {
    KerasWriter writer =
        new KerasWriter()
            .layer(
                "Conv2D",
                "conv",
                "\"batch_input_shape\": [null, 8, 6, 2], \"filters\": 4, \"kernel_size\": [3, 3], \"strides\": [1, 1], \"padding\": \"same\", \"data_format\": \"channels_last\", \"dilation_rate\": [1, 1], \"activation\": \"relu\", \"use_bias\": true")
            .weights("conv", "kernel", 3, 3, 2, 4)
            .weights("conv", "bias", 4)
            .layer(
                "BatchNormalization",
                "norm",
                "\"axis\": [3], \"momentum\": 0.99, \"epsilon\": 0.001, \"center\": true, \"scale\": true")
            .weights("norm", "gamma", 4)
            .weights("norm", "beta", 4)
            .weights("norm", "moving_mean", 4)
            .weights("norm", "moving_variance", 4)
            .layer(
                "MaxPooling2D",
                "pool",
                "\"pool_size\": [2, 2], \"strides\": [2, 2], \"padding\": \"valid\", \"data_format\": \"channels_last\"")
            .layer(
                "UpSampling2D",
                "up",
                "\"size\": [2, 2], \"data_format\": \"channels_last\", \"interpolation\": \"nearest\"")
            .layer(
                "Conv2D",
                "last",
                "\"filters\": 3, \"kernel_size\": [2, 2], \"strides\": [2, 2], \"padding\": \"valid\", \"data_format\": \"channels_last\", \"dilation_rate\": [1, 1], \"activation\": \"elu\", \"use_bias\": true")
            .weights("last", "kernel", 2, 2, 4, 3)
            .weights("last", "bias", 3)
            .layer("Flatten", "flat", "\"data_format\": \"channels_last\"")
            .layer("Dense", "dense", "\"units\": 5, \"activation\": \"tanh\", \"use_bias\": true")
            .weights("dense", "kernel", 36, 5)
            .weights("dense", "bias", 5);
    ImportedNetwork ours =
        requireSame(writer, new Shape(8, 6, 2), rows -> rows.reshape(ROWS, 8, 6, 2));
    assertThat(ours.architecture().outputs()).isEqualTo(5);
  }

  @Test
  void sequencesGiveWhatDl4jGives() throws Exception {
    String lstm =
        "\"units\": 4, \"activation\": \"tanh\", \"recurrent_activation\": \"sigmoid\", \"use_bias\": true, \"unit_forget_bias\": true, \"go_backwards\": false, \"stateful\": false, \"unroll\": false, \"dropout\": 0.0, \"recurrent_dropout\": 0.0, \"implementation\": 2, ";
    KerasWriter writer =
        new KerasWriter()
            .layer(
                "LSTM",
                "states",
                "\"batch_input_shape\": [null, 5, 3], \"return_sequences\": true, "
                    + lstm.strip().replaceAll(",$", ""))
            .weights("states", "kernel", 3, 16)
            .weights("states", "recurrent_kernel", 4, 16)
            .weights("states", "bias", 16)
            .layer(
                "LSTM", "last", "\"return_sequences\": false, " + lstm.strip().replaceAll(",$", ""))
            .weights("last", "kernel", 4, 16)
            .weights("last", "recurrent_kernel", 4, 16)
            .weights("last", "bias", 16)
            .layer("Dense", "dense", "\"units\": 2, \"activation\": \"linear\", \"use_bias\": true")
            .weights("dense", "kernel", 4, 2)
            .weights("dense", "bias", 2);
    requireSame(writer, Shape.sequence(5, 3), rows -> rows.reshape(ROWS, 5, 3));
  }
}
