package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.spark.sql.api.java.UDF2;

/**
 * Runs on executors: decodes a PNG or JPEG file to {@code height x width x channels} floats in [0,
 * 1], row by row. A larger or smaller image is resized so that each new pixel is the mean of the
 * area that it covers.
 *
 * @param height rows
 * @param width columns
 * @param channels 1 for grey, 3 for red, green and blue
 */
record ImageDecoder(int height, int width, int channels) implements UDF2<String, byte[], float[]> {
  private static final long serialVersionUID = 1L;

  /** A file that claims more pixels is a bomb, or no picture that anybody trains on. */
  private static final long MOST_PIXELS = 1L << 26;

  @Override
  public float[] call(String path, byte[] content) {
    try {
      return resized(decoded(content));
    } catch (IOException | RuntimeException problem) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "Every file must be a PNG or JPEG image, but %s cannot be decoded (%s): mend or remove it"
              .formatted(path, problem.getMessage()),
          problem);
    }
  }

  /** An image of any size. */
  private record Decoded(int height, int width, float[] values) {}

  private Decoded decoded(byte[] content) throws IOException {
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new IOException("it is in no known format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input);
        if ((long) reader.getHeight(0) * reader.getWidth(0) > MOST_PIXELS) {
          throw new IOException(
              "it is said to be " + reader.getWidth(0) + " x " + reader.getHeight(0));
        }
        return values(reader.read(0));
      } finally {
        reader.dispose();
      }
    }
  }

  private Decoded values(BufferedImage image) {
    int rows = image.getHeight();
    int columns = image.getWidth();
    float[] values = new float[rows * columns * channels];
    Raster raster = image.getRaster();
    // Java would change grey values to what a screen needs: they are taken as they are stored.
    boolean grey = raster.getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
    float full = grey ? (1 << image.getSampleModel().getSampleSize(0)) - 1 : 255;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int at = (y * columns + x) * channels;
        if (grey) {
          java.util.Arrays.fill(values, at, at + channels, raster.getSample(x, y, 0) / full);
        } else {
          put(image.getRGB(x, y), values, at);
        }
      }
    }
    return new Decoded(rows, columns, values);
  }

  private void put(int colour, float[] values, int at) {
    int red = colour >> 16 & 0xFF;
    int green = colour >> 8 & 0xFF;
    int blue = colour & 0xFF;
    if (channels == 1) {
      values[at] = (0.299f * red + 0.587f * green + 0.114f * blue) / 255; // luma of ITU-R BT.601
    } else {
      values[at] = red / 255f;
      values[at + 1] = green / 255f;
      values[at + 2] = blue / 255f;
    }
  }

  private float[] resized(Decoded image) {
    if (image.height == height && image.width == width) {
      return image.values;
    }
    float[] result = new float[height * width * channels];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        mean(image, y, x, result, (y * width + x) * channels);
      }
    }
    return result;
  }

  /** The mean over the area of the old image that a new pixel covers. */
  private void mean(Decoded image, int y, int x, float[] result, int at) {
    double top = (double) y * image.height / height;
    double bottom = (double) (y + 1) * image.height / height;
    double left = (double) x * image.width / width;
    double right = (double) (x + 1) * image.width / width;
    double[] sums = new double[channels];
    for (int row = (int) top; row < Math.min(image.height, Math.ceil(bottom)); row++) {
      double high = Math.min(bottom, row + 1) - Math.max(top, row);
      for (int column = (int) left; column < Math.min(image.width, Math.ceil(right)); column++) {
        double area = high * (Math.min(right, column + 1) - Math.max(left, column));
        for (int channel = 0; channel < channels; channel++) {
          sums[channel] += area * image.values[(row * image.width + column) * channels + channel];
        }
      }
    }
    for (int channel = 0; channel < channels; channel++) {
      double mean = sums[channel] / ((bottom - top) * (right - left));
      result[at + channel] = (float) Math.max(0, Math.min(1, mean));
    }
  }
}
