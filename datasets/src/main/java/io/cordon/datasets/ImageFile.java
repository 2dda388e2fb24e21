package io.cordon.datasets;

import java.io.Serializable;

/**
 * A file of images of one size, one behind the other, packed by gzip where its name ends in .gz.
 *
 * @param name what the table calls the file
 * @param path of the file
 * @param classes path of the IDX file with the class of each image; "" where there is none
 * @param header bytes before the first image
 * @param records images in the file
 * @param layout how the bytes of an image lie
 * @param before images in the files of this name before this one
 */
record ImageFile(
    String name, String path, String classes, int header, int records, Layout layout, long before)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * How the bytes of an image lie.
   *
   * @param pixels height x width
   * @param channels values a pixel
   * @param classFirst whether a byte with the class comes before the pixels
   * @param planes whether all values of a channel lie together, as in CIFAR, rather than all of a
   *     pixel
   */
  record Layout(int pixels, int channels, boolean classFirst, boolean planes)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Bytes an image, its class included. */
    int bytes() {
      return pixels * channels + (classFirst ? 1 : 0);
    }

    /**
     * The values of an image in [0, 1], row by row, the channels of a pixel side by side.
     *
     * @param record the bytes of an image
     */
    float[] values(byte[] record) {
      int start = classFirst ? 1 : 0;
      float[] values = new float[pixels * channels];
      for (int pixel = 0; pixel < pixels; pixel++) {
        for (int channel = 0; channel < channels; channel++) {
          int at = planes ? channel * pixels + pixel : pixel * channels + channel;
          values[pixel * channels + channel] = (record[start + at] & 0xFF) / 255f;
        }
      }
      return values;
    }
  }
}
