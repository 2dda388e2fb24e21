package io.cordon.detector;

import io.cordon.config.Settings;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.layer.Shape;

/**
 * How a row of pixels is to be read as an image: row by row, the channels of a place side by side.
 *
 * @param height places of a column; 0 for square images
 * @param width places of a row; 0 for what the height leaves
 * @param channels numbers a place
 */
public record ImageShape(int height, int width, int channels) {
  private static final String GROUP = "image";
  private static final int MOST = 1 << 12;

  /** Square images of one channel. */
  public static final ImageShape SQUARE = new ImageShape(0, 0, 1);

  /** Of the group {@code detector.image}. */
  public static ImageShape from(Settings detector) {
    Settings image = detector.at(GROUP);
    return new ImageShape(
        image.integer("height", 0, MOST),
        image.integer("width", 0, MOST),
        image.integer("channels", 1, 64));
  }

  /**
   * The shape of rows of so many features.
   *
   * @throws UserException where they make no such image
   */
  public Shape of(int features) {
    int side = (int) Math.round(Math.sqrt((double) features / channels));
    int high = height > 0 ? height : width > 0 ? features / channels / width : side;
    int wide = width > 0 ? width : height > 0 ? features / channels / height : side;
    if ((long) high * wide * channels != features) {
      throw new UserException(
          ExitCode.USAGE,
          "detector.image is "
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
