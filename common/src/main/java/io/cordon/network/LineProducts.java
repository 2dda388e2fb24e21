package io.cordon.network;

import io.cordon.layer.Convolution;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * A convolution of stride 1 as the sum, over the lines of its kernel, of a dense layer on runs of
 * the image's lines. Every place gets the run of {@code size x channels} numbers that one line of
 * its square covers, which is {@code size} times less than the square; the kernel's next line sees
 * the same runs one line further down. One image a product, so that an image's bits never depend on
 * its place in a batch.
 */
final class LineProducts implements ConvolutionProducts {
  private final Shape input;
  private final Shape output;
  private final int size;
  private final int padding;
  private final int run;
  private final int weightsAt;

  /** {@code (height + 2 padding) x width of the output x run}; beyond the edge always zero. */
  private final float[] runs;

  /** The gradient by {@link #runs}. */
  private final float[] laid;

  /** The weights, kernel line by kernel line: {@code size x filters x run}. */
  private final float[] slices;

  LineProducts(Convolution layer, Shape input, int weightsAt, boolean steady) {
    this.input = input;
    this.weightsAt = weightsAt;
    output = layer.output(input);
    size = layer.size();
    padding = layer.padding();
    run = size * input.channels();
    runs = new float[(input.height() + 2 * padding) * lineLength()];
    laid = new float[steady ? 0 : runs.length];
    slices = new float[layer.weightCount(input)];
  }

  private int lineLength() {
    return output.width() * run;
  }

  private int sliceLength() {
    return output.channels() * run;
  }

  @Override
  public void forward(float[] parameters, float[] inputs, int count, float keep, float[] outputs) {
    slice(parameters);
    for (int image = 0; image < count; image++) {
      exchange(inputs, image, runs, true);
      for (int line = 0; line < size; line++) {
        DenseProducts.forward(
            slices,
            line * sliceLength(),
            run,
            output.channels(),
            runs,
            line * lineLength(),
            output.places(),
            line == 0 ? keep : 1,
            outputs,
            image * output.size());
      }
    }
  }

  private void slice(float[] parameters) {
    for (int slice = 0; slice < size * output.channels(); slice++) {
      System.arraycopy(parameters, weightOf(slice), slices, slice * run, run);
    }
  }

  /** Where a line of a filter's kernel begins in the flat vector. */
  private int weightOf(int slice) {
    int line = slice / output.channels();
    int filter = slice % output.channels();
    return weightsAt + (filter * size + line) * run;
  }

  @Override
  public void toWeights(
      float[] inputs, int count, float[] outputGradient, float[] parameterGradient) {
    for (int image = 0; image < count; image++) {
      exchange(inputs, image, runs, true);
      for (int line = 0; line < size; line++) {
        DenseProducts.toWeights(
            outputGradient,
            image * output.size(),
            run,
            output.channels(),
            runs,
            line * lineLength(),
            output.places(),
            image == 0 ? 0 : 1,
            slices,
            line * sliceLength());
      }
    }
    for (int slice = 0; slice < size * output.channels(); slice++) {
      System.arraycopy(slices, slice * run, parameterGradient, weightOf(slice), run);
    }
  }

  @Override
  public void toInputs(
      float[] parameters, int count, float[] outputGradient, float[] inputGradient) {
    slice(parameters);
    Arrays.fill(inputGradient, 0, count * input.size(), 0);
    for (int image = 0; image < count; image++) {
      Arrays.fill(laid, output.height() * lineLength(), laid.length, 0);
      for (int line = 0; line < size; line++) {
        DenseProducts.toInputs(
            slices,
            line * sliceLength(),
            run,
            output.channels(),
            outputGradient,
            image * output.size(),
            output.places(),
            line == 0 ? 0 : 1,
            laid,
            line * lineLength());
      }
      exchange(inputGradient, image, laid, false);
    }
  }

  /** Copies the image to its runs, or adds the runs onto the image. */
  private void exchange(float[] images, int image, float[] lines, boolean cut) {
    int channels = input.channels();
    for (int place = 0; place < input.height() * output.width(); place++) {
      int y = place / output.width();
      int x = place % output.width() - padding;
      int left = Math.max(0, x);
      int length = (Math.min(input.width(), x + size) - left) * channels;
      int at = image * input.size() + (y * input.width() + left) * channels;
      int runAt = padding * lineLength() + place * run + (left - x) * channels;
      if (cut && length > 0) {
        System.arraycopy(images, at, lines, runAt, length);
      } else {
        add(lines, runAt, images, at, length);
      }
    }
  }

  private static void add(float[] from, int start, float[] onto, int at, int count) {
    for (int index = 0; index < count; index++) {
      onto[at + index] += from[start + index];
    }
  }
}
