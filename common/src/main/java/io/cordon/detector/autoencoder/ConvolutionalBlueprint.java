package io.cordon.detector.autoencoder;

import io.cordon.config.Settings;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
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
 * @param height places of a column of the image; 0 for square images
 * @param width places of a row of the image; 0 for what the height leaves
 * @param channels numbers a place
 * @param filters of the blocks
 * @param pooled blocks, from 1, after which places are pooled where both sides are even
 * @param code width of the code
 * @param dropout share of the code's inputs that is left out in training
 */
record ConvolutionalBlueprint(
    int height,
    int width,
    int channels,
    List<Integer> filters,
    List<Integer> pooled,
    int code,
    float dropout)
    implements Blueprint {
  static final String NAME = "conv-autoencoder";

  /** Of the group {@code detector.conv-autoencoder}. */
  static ConvolutionalBlueprint from(Settings settings) {
    return new ConvolutionalBlueprint(
        settings.integer("height", 0, 1 << 12),
        settings.integer("width", 0, 1 << 12),
        settings.integer("channels", 1, 64),
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
    Shape image = image(features);
    List<Layer> layers = new ArrayList<>();
    Shape shape = image;
    for (int block = 1; block <= filters.size(); block++) {
      layers.add(Convolution.same(filters.get(block - 1), 3, Activation.LINEAR, false));
      layers.add(new BatchNormalisation(Activation.ELU));
      if (isPooled(block, shape)) {
        layers.add(new MaxPooling(2));
      }
      shape = new Architecture(image, layers).output();
    }
    if (dropout > 0) {
      layers.add(new Dropout(dropout));
    }
    layers.add(new Dense(code, Activation.LINEAR, true));
    return new Architecture(image, layers);
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
    layers.add(Convolution.same(channels, 3, Activation.LINEAR, true));
    return new Architecture(encoder.input(), layers);
  }

  private Shape image(int features) {
    int side = (int) Math.round(Math.sqrt((double) features / channels));
    int high = height > 0 ? height : side;
    int wide = width > 0 ? width : height > 0 ? features / channels / height : side;
    if ((long) high * wide * channels != features) {
      throw new UserException(
          ExitCode.USAGE,
          "detector."
              + NAME
              + " takes images of "
              + high
              + " x "
              + wide
              + " places with "
              + channels
              + " channels, but a row has "
              + features
              + " features: set its height, width and channels, and see that no pixel is left out");
    }
    return new Shape(high, wide, channels);
  }
}
