package io.cordon.network;

import io.cordon.layer.Activation;
import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Dense;
import io.cordon.layer.Dropout;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Repeat;
import io.cordon.layer.Shape;
import io.cordon.layer.TransposedConvolution;
import io.cordon.layer.UpSampling;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Our layers as DL4J's, channels last throughout, one for one but for a reshape, which is none. */
final class Dl4jLayers {
  private static final CNN2DFormat IMAGES = CNN2DFormat.NHWC;
  private static final RNNFormat SEQUENCES = RNNFormat.NWC;

  private Dl4jLayers() {}

  /**
   * A layer of DL4J; of batch normalisation without its activation, which DL4J passes over there.
   *
   * @param random where dropout takes its masks from; null where it does not draw
   */
  static org.deeplearning4j.nn.conf.layers.Layer of(
      Layer layer, Shape input, SplittableRandom random) {
    if (layer instanceof Dense dense) {
      return new DenseLayer.Builder()
          .nIn(input.size())
          .nOut(dense.width())
          .hasBias(dense.bias())
          .activation(activation(dense.activation()))
          .build();
    } else if (layer instanceof Convolution convolution) {
      return convolution(convolution, input);
    } else if (layer instanceof TransposedConvolution convolution) {
      return transposed(convolution, input);
    } else if (layer instanceof BatchNormalisation normalisation) {
      return new BatchNormalization.Builder()
          .nIn(input.channels())
          .nOut(input.channels())
          .eps(BatchNormalisation.EPSILON)
          .decay(1 - BatchNormalisation.MOMENTUM)
          .lockGammaBeta(!normalisation.affine())
          .useLogStd(false)
          .build();
    } else if (layer instanceof MaxPooling pooling) {
      return new SubsamplingLayer.Builder(PoolingType.MAX)
          .kernelSize(pooling.size(), pooling.size())
          .stride(pooling.size(), pooling.size())
          .convolutionMode(ConvolutionMode.Truncate)
          .dataFormat(IMAGES)
          .build();
    } else if (layer instanceof UpSampling sampling) {
      return new Upsampling2D.Builder(sampling.factor()).dataFormat(IMAGES).build();
    } else if (layer instanceof Lstm lstm) {
      return lstm(lstm, input);
    } else if (layer instanceof Repeat repeat) {
      return new RepeatVector.Builder<>(repeat.steps())
          .nIn(input.size())
          .nOut(input.size())
          .dataFormat(SEQUENCES)
          .build();
    } else if (layer instanceof Dropout dropout) {
      return random == null
          ? only(Activation.LINEAR)
          : new DropoutLayer.Builder(new StreamDropout(dropout.rate(), random))
              .activation(new ActivationIdentity())
              .build();
    }
    throw new IllegalArgumentException("DL4J has no layer for " + layer);
  }

  private static ConvolutionLayer convolution(Convolution layer, Shape input) {
    return new ConvolutionLayer.Builder(layer.size(), layer.size())
        .stride(layer.stride(), layer.stride())
        .padding(layer.padding(), layer.padding())
        .nIn(input.channels())
        .nOut(layer.filters())
        .hasBias(layer.bias())
        .convolutionMode(ConvolutionMode.Truncate)
        .dataFormat(IMAGES)
        .activation(activation(layer.activation()))
        .build();
  }

  private static Deconvolution2D transposed(TransposedConvolution layer, Shape input) {
    return new Deconvolution2D.Builder(layer.size(), layer.size())
        .dataFormat(IMAGES)
        .stride(layer.stride(), layer.stride())
        .padding(layer.padding(), layer.padding())
        .nIn(input.channels())
        .nOut(layer.filters())
        .hasBias(layer.bias())
        .convolutionMode(ConvolutionMode.Truncate)
        .activation(activation(layer.activation()))
        .build();
  }

  private static org.deeplearning4j.nn.conf.layers.Layer lstm(Lstm layer, Shape input) {
    LSTM states =
        new LSTM.Builder()
            .nIn(input.channels())
            .nOut(layer.units())
            .dataFormat(SEQUENCES)
            .activation(new ActivationTanH())
            .gateActivationFunction(new ActivationSigmoid())
            .build();
    return switch (layer.returns()) {
      case LAST -> new LastTimeStep(states);
      case SEQUENCE -> states;
    };
  }

  /** A layer of nothing but an activation. */
  static ActivationLayer only(Activation activation) {
    return new ActivationLayer.Builder().activation(activation(activation)).build();
  }

  private static IActivation activation(Activation activation) {
    return switch (activation) {
      case LINEAR -> new ActivationIdentity();
      case SIGMOID -> new ActivationSigmoid();
      case TANH -> new ActivationTanH();
      case RELU -> new ActivationReLU();
      case LEAKY_RELU -> new ActivationLReLU(0.01);
      case ELU -> new ActivationELU(1);
    };
  }
}
