package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the headers of IDX files (Y. LeCun, C. Cortes, C. Burges, the form of MNIST): a magic
 * number that says unsigned bytes and the number of dimensions, then the size of each dimension,
 * all as big-endian integers, then the bytes.
 */
final class IdxFiles {
  /** Bytes before the first image, and before the first class. */
  static final int IMAGES_HEADER = 16;

  static final int CLASSES_HEADER = 8;
  private static final int IMAGES = 2051;
  private static final int CLASSES = 2049;
  private static final int LARGEST_SIDE = 1 << 12;

  private IdxFiles() {}

  /**
   * The images of a file.
   *
   * @param classes path of the file with their classes; "" where there is none
   * @throws UserException BAD_DATA where a header is wrong, or the two files have not as many
   *     images as classes
   */
  static ImageFile of(String name, String images, String classes, Configuration hadoop) {
    int[] sizes = sizes(images, IMAGES, 3, hadoop);
    int height = sizes[1];
    int width = sizes[2];
    if (height < 1 || width < 1 || height > LARGEST_SIDE || width > LARGEST_SIDE || sizes[0] < 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "The header of %s must tell a number of images of 1 to %d rows and columns, but tells %d of %d x %d: fetch or write the file again."
              .formatted(images, LARGEST_SIDE, sizes[0], height, width));
    }
    if (!classes.isEmpty()) {
      int labelled = sizes(classes, CLASSES, 1, hadoop)[0];
      if (labelled != sizes[0]) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "%s and %s must belong together, but one has %d images and the other %d classes."
                .formatted(images, classes, sizes[0], labelled));
      }
    }
    ImageFile.Layout layout = new ImageFile.Layout(height * width, 1, false, false);
    return new ImageFile(name, images, classes, IMAGES_HEADER, sizes[0], layout, 0);
  }

  private static int[] sizes(String file, int magic, int dimensions, Configuration hadoop) {
    try (DataInputStream input = new DataInputStream(PackedFiles.open(file, hadoop))) {
      int found = input.readInt();
      if (found != magic) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "%s must begin with the magic number %d of an IDX file of %s, but begins with %d: it is another file."
                .formatted(file, magic, magic == IMAGES ? "images" : "classes", found));
      }
      int[] sizes = new int[dimensions];
      for (int dimension = 0; dimension < dimensions; dimension++) {
        sizes[dimension] = input.readInt();
      }
      return sizes;
    } catch (IOException problem) {
      throw ReadFailure.of(problem, file);
    }
  }
}
