package io.cordon.imported;

import io.cordon.layer.Shape;
import java.util.function.IntFunction;

/**
 * What a file says of the rows that its network takes; sizes are 0 where it leaves them open.
 *
 * @param height places of a column of an image
 * @param width places of a row of an image, steps of a sequence
 * @param channels numbers a place or a step, features of a plain row
 */
record InputForm(Kind kind, int height, int width, int channels) {

  /** How a row is to be read. */
  enum Kind {
    ROW,
    IMAGE,
    SEQUENCE
  }

  /**
   * The shape of rows of so many features.
   *
   * @param image reads rows as images
   * @throws UnsuitableException where the network takes other rows
   */
  Shape of(int features, IntFunction<Shape> image) {
    Shape shape =
        switch (kind) {
          case ROW -> Shape.row(features);
          case IMAGE -> image.apply(features);
          case SEQUENCE ->
              channels > 0 && features % channels == 0
                  ? Shape.sequence(features / channels, channels)
                  : Shape.row(features);
        };
    boolean steps = kind != Kind.SEQUENCE || channels == 0 || features % channels == 0;
    if (!steps
        || !fits(height, shape.height())
        || !fits(width, shape.width())
        || !fits(channels, shape.channels())) {
      throw new UnsuitableException("takes " + this + ", but a row has " + found(features, shape));
    }
    return shape;
  }

  private static boolean fits(int wanted, int found) {
    return wanted == 0 || wanted == found;
  }

  private String found(int features, Shape shape) {
    return features
        + " features"
        + (kind == Kind.IMAGE ? ", by detector.image an image of " + shape : "");
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ROW -> "rows of " + size(channels) + " features";
      case IMAGE -> "images of " + size(height) + " x " + size(width) + " x " + size(channels);
      case SEQUENCE -> "sequences of " + size(width) + " steps of " + size(channels) + " features";
    };
  }

  private static String size(int size) {
    return size == 0 ? "any" : String.valueOf(size);
  }
}
