package io.cordon.network;

import io.cordon.layer.Convolution;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * A convolution of stride 1 on one channel, with the squares stored by columns: {@code cells of the
 * square x places}. A cell sees the image shifted, so it is copied line by line of the image, where
 * a square would be copied in runs of a few numbers. One image a product, so that an image's bits
 * never depend on its place in a batch.
 */
final class ColumnProducts implements ConvolutionProducts {
  private final Shape input;
  private final Shape output;
  private final int size;
  private final int padding;
  private final int weightsAt;

  /** Beyond the image's edge always zero. */
  private final float[] columns;

  /** The gradient by {@link #columns}. */
  private final float[] laid;

  ColumnProducts(Convolution layer, Shape input, int weightsAt, boolean steady) {
    this.input = input;
    this.weightsAt = weightsAt;
    output = layer.output(input);
    size = layer.size();
    padding = layer.padding();
    columns = new float[Math.multiplyExact(size * size, output.places())];
    laid = new float[steady ? 0 : columns.length];
  }

  @Override
  public void forward(float[] parameters, float[] inputs, int count, float keep, float[] outputs) {
    int cells = size * size;
    int places = output.places();
    int filters = output.channels();
    for (int image = 0; image < count; image++) {
      exchange(inputs, image, columns, true);
      Blas.multiply(
          "T",
          "T",
          filters,
          places,
          cells,
          parameters,
          weightsAt,
          cells,
          columns,
          0,
          places,
          keep,
          outputs,
          image * output.size(),
          filters);
    }
  }

  @Override
  public void toWeights(
      float[] inputs, int count, float[] outputGradient, float[] parameterGradient) {
    int cells = size * size;
    int places = output.places();
    int filters = output.channels();
    for (int image = 0; image < count; image++) {
      exchange(inputs, image, columns, true);
      Blas.multiply(
          "T",
          "T",
          cells,
          filters,
          places,
          columns,
          0,
          places,
          outputGradient,
          image * output.size(),
          filters,
          image == 0 ? 0 : 1,
          parameterGradient,
          weightsAt,
          cells);
    }
  }

  @Override
  public void toInputs(
      float[] parameters, int count, float[] outputGradient, float[] inputGradient) {
    int cells = size * size;
    int places = output.places();
    int filters = output.channels();
    Arrays.fill(inputGradient, 0, count * input.size(), 0);
    for (int image = 0; image < count; image++) {
      Blas.multiply(
          "T",
          "T",
          places,
          cells,
          filters,
          outputGradient,
          image * output.size(),
          filters,
          parameters,
          weightsAt,
          cells,
          0,
          laid,
          0,
          places);
      exchange(inputGradient, image, laid, false);
    }
  }

  /** Copies the image to its columns, or adds the columns onto the image. */
  private void exchange(float[] images, int image, float[] squares, boolean cut) {
    for (int cell = 0; cell < size * size; cell++) {
      int down = cell / size - padding;
      int right = cell % size - padding;
      int from = Math.max(0, -right);
      int length = Math.min(output.width(), input.width() - right) - from;
      int top = Math.max(0, -down);
      int bottom = Math.min(output.height(), input.height() - down);
      for (int y = top; y < bottom && length > 0; y++) {
        int at = image * input.size() + (y + down) * input.width() + from + right;
        int columnAt = (cell * output.height() + y) * output.width() + from;
        if (cut) {
          System.arraycopy(images, at, squares, columnAt, length);
        } else {
          add(squares, columnAt, images, at, length);
        }
      }
    }
  }

  private static void add(float[] from, int start, float[] onto, int at, int count) {
    for (int index = 0; index < count; index++) {
      onto[at + index] += from[start + index];
    }
  }
}
