package io.cordon.detector.dagmm;

import io.cordon.cluster.MixtureEnergy;
import io.cordon.network.Engine;
import io.cordon.network.Network;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The loss of a batch and its gradient by all parameters, through the batch's own moments: the work
 * space of one thread.
 */
final class DagmmStep {
  private final DagmmNetworks networks;
  private final double dropout;
  private final int width;
  private final int code;
  private final int features;
  private final int components;
  private final MixtureEnergy energy;
  private final Network[] opened = new Network[4];
  private final float[][] parameters = new float[4][];
  private final float[][] gradients = new float[4][];
  private final float[] codes;
  private final float[] rebuilt;
  private final float[] rebuiltGradient;
  private final float[] codeGradient;
  private final float[] seen;
  private final float[] seenGradient;
  private final float[] units;
  private final float[] kept;
  private final float[] unitGradient;
  private final float[] logitGradient;
  private final double[] rows;
  private final double[] rowGradient;
  private final double[] gamma;
  private final double[] gammaGradient;
  private final double[] fits;
  private final double[] fit = new double[2];

  DagmmStep(
      DagmmNetworks networks,
      Engine engine,
      int capacity,
      double lambda1,
      double lambda2,
      double dropout) {
    this.networks = networks;
    this.dropout = dropout;
    this.width = networks.encoder().inputs();
    this.code = networks.encoder().outputs();
    this.features = code + 2;
    this.components = networks.shares().outputs();
    this.energy = new MixtureEnergy(features, components, lambda1, lambda2);
    for (int index = 0; index < 4; index++) {
      opened[index] = engine.open(networks.network(index), capacity);
      gradients[index] = new float[networks.network(index).parameterCount()];
    }
    codes = new float[capacity * code];
    rebuilt = new float[capacity * width];
    rebuiltGradient = new float[capacity * width];
    codeGradient = new float[capacity * code];
    seen = new float[capacity * features];
    seenGradient = new float[capacity * features];
    units = new float[capacity * networks.hidden().outputs()];
    kept = new float[units.length];
    unitGradient = new float[units.length];
    logitGradient = new float[capacity * components];
    rows = new double[capacity * features];
    rowGradient = new double[capacity * features];
    gamma = new double[capacity * components];
    gammaGradient = new double[capacity * components];
    fits = new double[capacity * 2];
  }

  /**
   * The loss of a batch: a mean over its rows.
   *
   * @param vector leads with the networks' parameters
   * @param batch {@code count x width}
   * @param random draws the units that are dropped
   * @param gradient receives the derivative by every parameter
   */
  double evaluate(
      float[] vector, float[] batch, int count, SplittableRandom random, float[] gradient) {
    for (int index = 0; index < 4; index++) {
      parameters[index] = networks.parameters(vector, index);
    }
    double loss = compress(batch, count);
    estimate(count, random);
    loss += energy.evaluate(rows, gamma, count, rowGradient, gammaGradient);
    estimationBackward(count);
    compressionBackward(batch, count);
    for (int index = 0; index < 4; index++) {
      System.arraycopy(gradients[index], 0, gradient, networks.at(index), gradients[index].length);
    }
    return loss;
  }

  /** Codes, reconstructions and what is seen of them; gives the mean squared error of a row. */
  private double compress(float[] batch, int count) {
    System.arraycopy(opened[0].forward(parameters[0], batch, count), 0, codes, 0, count * code);
    System.arraycopy(opened[1].forward(parameters[1], codes, count), 0, rebuilt, 0, count * width);
    double error = 0;
    for (int place = 0; place < count * width; place++) {
      double apart = (double) rebuilt[place] - batch[place];
      error += apart * apart;
      rebuiltGradient[place] = (float) (2 * apart / count);
    }
    for (int row = 0; row < count; row++) {
      CompressionFeatures.fit(batch, row * width, rebuilt, row * width, width, fit);
      for (int place = 0; place < code; place++) {
        rows[row * features + place] = codes[row * code + place];
      }
      rows[row * features + code] = fit[0];
      rows[row * features + code + 1] = fit[1];
      fits[2 * row] = fit[0];
      fits[2 * row + 1] = fit[1];
    }
    for (int place = 0; place < count * features; place++) {
      seen[place] = (float) rows[place];
    }
    return error / count;
  }

  private void estimate(int count, SplittableRandom random) {
    int hidden = networks.hidden().outputs();
    float[] outputs = opened[2].forward(parameters[2], seen, count);
    for (int place = 0; place < count * hidden; place++) {
      boolean drops = dropout > 0 && random.nextDouble() < dropout;
      kept[place] = drops ? 0 : (float) (1 / (1 - dropout));
      units[place] = outputs[place] * kept[place];
    }
    float[] logits = opened[3].forward(parameters[3], units, count);
    for (int place = 0; place < count * components; place++) {
      gamma[place] = logits[place];
    }
    DagmmNetworks.softmax(gamma, count, components);
  }

  private void estimationBackward(int count) {
    for (int start = 0; start < count * components; start += components) {
      double mean = 0;
      for (int place = start; place < start + components; place++) {
        mean += gamma[place] * gammaGradient[place];
      }
      for (int place = start; place < start + components; place++) {
        logitGradient[place] = (float) (gamma[place] * (gammaGradient[place] - mean));
      }
    }
    opened[3].backward(parameters[3], units, count, logitGradient, gradients[3], unitGradient);
    for (int place = 0; place < count * networks.hidden().outputs(); place++) {
      unitGradient[place] *= kept[place];
    }
    opened[2].backward(parameters[2], seen, count, unitGradient, gradients[2], seenGradient);
    for (int place = 0; place < count * features; place++) {
      rowGradient[place] += seenGradient[place];
    }
  }

  private void compressionBackward(float[] batch, int count) {
    for (int row = 0; row < count; row++) {
      System.arraycopy(fits, 2 * row, fit, 0, 2);
      double byError = rowGradient[row * features + code];
      double byCosine = rowGradient[row * features + code + 1];
      int at = row * width;
      CompressionFeatures.backward(
          batch, at, rebuilt, at, width, fit, byError, byCosine, rebuiltGradient);
    }
    opened[1].backward(parameters[1], codes, count, rebuiltGradient, gradients[1], codeGradient);
    for (int row = 0; row < count; row++) {
      for (int place = 0; place < code; place++) {
        codeGradient[row * code + place] += (float) rowGradient[row * features + place];
      }
    }
    Arrays.fill(gradients[0], 0);
    opened[0].backward(parameters[0], batch, count, codeGradient, gradients[0], null);
  }
}
