package io.cordon.network;

import static io.cordon.layer.BatchNormalisation.MOMENTUM;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The running moments of one batch normalisation. We keep mean and mean square, so that they can be
 * averaged over shards; DL4J keeps mean and variance in the same places.
 *
 * @param layer index of DL4J's layer
 * @param at index of the first mean in the flat vector; the mean squares follow the means
 * @param channels how many there are of each
 */
record Dl4jMoments(int layer, int at, int channels) {

  /** Makes mean squares of ours the variances of DL4J. */
  void toVariances(float[] theirs) {
    for (int mean = at; mean < at + channels; mean++) {
      double square = theirs[mean + channels];
      theirs[mean + channels] = (float) Math.max(0, square - (double) theirs[mean] * theirs[mean]);
    }
  }

  /**
   * Moves our running moments towards those of a batch: DL4J would do so in its own updater, only
   * after a backward pass.
   *
   * @param inputs what came into the layer, channels last
   */
  void moveTowards(INDArray inputs, float[] parameters) {
    INDArray places = inputs.dup('c').reshape('c', inputs.length() / channels, channels);
    INDArray mean = places.mean(0);
    INDArray variance = places.var(false, 0);
    for (int channel = 0; channel < channels; channel++) {
      double ofBatch = mean.getDouble(channel);
      move(parameters, at + channel, ofBatch);
      move(parameters, at + channels + channel, variance.getDouble(channel) + ofBatch * ofBatch);
    }
  }

  private static void move(float[] parameters, int place, double towards) {
    parameters[place] = (float) ((1 - MOMENTUM) * parameters[place] + MOMENTUM * towards);
  }

  /** The moments have no gradient; DL4J puts their way to the batch's there. */
  void clear(float[] gradient) {
    java.util.Arrays.fill(gradient, at, at + 2 * channels, 0);
  }
}
