package io.cordon.detector.autoencoder;

import io.cordon.config.Settings;
import io.cordon.detector.ImageShape;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Dense;
import io.cordon.layer.Dropout;
import io.cordon.layer.Layer;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Reshape;
import io.cordon.layer.Shape;
import io.cordon.layer.UpSampling;
import java.util.ArrayList;
import java.util.List;

/**
 * An autoencoder of images. Encoder: for every number of filters a convolution of 3 x 3, batch
 * normalisation and ELU, after some of them max pooling by 2; then a dense code. Decoder: dense,
 * then the blocks mirrored with up-sampling in place of pooling; a linear convolution last.
 *
 * <p>Source: paper 001, section 4.5.1, which has 4 + 4 blocks of 16, 16, 32, 32 filters of stride 1
 * and says nothing of how 28 x 28 places become a code of 32: pooling and the dense layers are ours
 * (the authors' published encoder pools too).
 *
 * @param image how a row is to be read
 * @param filters of the blocks
 * @param pooled blocks, from 1, after which places are pooled where both sides are even
 * @param code width of the code
 * @param dropout share of the code's inputs that is left out in training
 */
record ConvolutionalBlueprint(
    ImageShape image, List<Integer> filters, List<Integer> pooled, int code, float dropout)
    implements Blueprint {
  static final String NAME = "conv-autoencoder";

  /** Of the groups {@code detector.conv-autoencoder} and {@code detector.image}. */
  static ConvolutionalBlueprint from(Settings detector) {
    Settings settings = detector.at(NAME);
    return new ConvolutionalBlueprint(
        ImageShape.from(detector),
        settings.integers("filters", 1, 1 << 12),
        settings.integers("pooled", 1, 64),
        settings.integer("code", 1, 1 << 16),
        (float) settings.number("dropout", io.cordon.config.Range.closedOpen(0, 1)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Architecture encoder(int features) {
    Shape first = image.of(features);
    List<Layer> layers = new ArrayList<>();
    Shape shape = first;
    for (int block = 1; block <= filters.size(); block++) {
      layers.add(Convolution.same(filters.get(block - 1), 3, Activation.LINEAR, false));
      layers.add(new BatchNormalisation(Activation.ELU));
      if (isPooled(block, shape)) {
        layers.add(new MaxPooling(2));
      }
      shape = new Architecture(first, layers).output();
    }
    if (dropout > 0) {
      layers.add(new Dropout(dropout));
    }
    layers.add(new Dense(code, Activation.LINEAR, true));
    return new Architecture(first, layers);
  }

  private boolean isPooled(int block, Shape shape) {
    return pooled.contains(block) && shape.height() % 2 == 0 && shape.width() % 2 == 0;
  }

  @Override
  public Architecture network(int features) {
    Architecture encoder = encoder(features);
    List<Shape> shapes = encoder.shapes();
    Shape top = shapes.get(shapes.size() - 2);
    List<Layer> layers = new ArrayList<>(encoder.layers());
    layers.add(new Dense(top.size(), Activation.ELU, true));
    layers.add(new Reshape(top));
    for (int place = encoder.layers().size() - 1; place > 0; place--) {
      Layer mirrored = encoder.layers().get(place);
      if (mirrored instanceof MaxPooling) {
        layers.add(new UpSampling(2));
      } else if (mirrored instanceof Convolution) {
        layers.add(Convolution.same(shapes.get(place).channels(), 3, Activation.LINEAR, false));
        layers.add(new BatchNormalisation(Activation.ELU));
      }
    }
    layers.add(Convolution.same(image.channels(), 3, Activation.LINEAR, true));
    return new Architecture(encoder.input(), layers);
  }
}
