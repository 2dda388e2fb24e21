package io.cordon.detector.plad;

import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.Network;

/**
 * PLAD's classifier on rows as they are and perturbed, with its work space, for one thread. Where
 * the network normalises by the batch, both go through it as ONE batch: in batches of their own
 * their moments would tell which is which. Otherwise they go one after the other, for only
 * perturbed rows need the gradient of what went in.
 */
final class PairedClassifier {
  private final boolean together;
  private final int width;
  private final Network network;
  private final Network second;
  private final float[] both;
  private final float[] bothPulls;
  private final float[] bothGradients;
  private final float[] secondGradient;
  private float[] logits;
  private float[] perturbedLogits;

  PairedClassifier(Architecture classifier, Engine engine, int capacity) {
    together = classifier.normalisesByBatch();
    width = classifier.inputs();
    network = engine.open(classifier, together ? 2 * capacity : capacity);
    second = together ? network : engine.open(classifier, capacity);
    both = new float[together ? Math.multiplyExact(2 * capacity, width) : 0];
    bothPulls = new float[both.length];
    bothGradients = new float[2 * capacity];
    secondGradient = new float[together ? 0 : classifier.parameterCount()];
    perturbedLogits = new float[capacity];
  }

  /** Classifies {@code count} rows and what was made of them. */
  void forward(float[] vector, float[] rows, float[] perturbed, int count) {
    if (together) {
      System.arraycopy(rows, 0, both, 0, count * width);
      System.arraycopy(perturbed, 0, both, count * width, count * width);
      logits = network.forward(vector, both, 2 * count);
      System.arraycopy(logits, count, perturbedLogits, 0, count);
    } else {
      logits = network.forward(vector, rows, count);
      perturbedLogits = second.forward(vector, perturbed, count);
    }
  }

  /** The logits of the rows as they are. */
  float[] logits() {
    return logits;
  }

  /** The logits of the perturbed rows. */
  float[] perturbedLogits() {
    return perturbedLogits;
  }

  /**
   * Backward pass of both.
   *
   * @param slopes the loss's derivative by each logit of the rows; likewise the perturbed ones'
   * @param gradient its first numbers are overwritten with the classifier's gradient
   * @param pulls receives the derivative by each feature of the perturbed rows
   */
  void backward(
      float[] vector,
      float[] rows,
      float[] perturbed,
      int count,
      float[] slopes,
      float[] perturbedSlopes,
      float[] gradient,
      float[] pulls) {
    if (together) {
      System.arraycopy(slopes, 0, bothGradients, 0, count);
      System.arraycopy(perturbedSlopes, 0, bothGradients, count, count);
      network.backward(vector, both, 2 * count, bothGradients, gradient, bothPulls);
      System.arraycopy(bothPulls, count * width, pulls, 0, count * width);
      return;
    }
    network.backward(vector, rows, count, slopes, gradient, null);
    second.backward(vector, perturbed, count, perturbedSlopes, secondGradient, pulls);
    for (int place = 0; place < secondGradient.length; place++) {
      gradient[place] += secondGradient[place];
    }
  }
}
