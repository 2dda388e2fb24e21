package io.cordon.training;

import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.Network;
import io.cordon.objective.Objective;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalTask;
import java.util.SplittableRandom;

/**
 * Mini-batch training of one network on one shard: some epochs, each over all rows in a new order.
 *
 * @param architecture of the network whose parameters lead the vector
 * @param objective loss of a batch
 * @param penalty strength of ½‖weights‖², counted once a step, not once a row
 * @param epochs passes over the shard
 * @param batch rows in a mini-batch; an epoch's last batch may be smaller
 * @param noise deviation of the normal noise that the network sees on its rows and the objective
 *     does not; 0 for none
 * @param stream (seed, phase, round): where the orders of the rows and the noise come from
 */
public record LocalTraining(
    Architecture architecture,
    Engine engine,
    Objective objective,
    Optimiser optimiser,
    float penalty,
    int epochs,
    int batch,
    float noise,
    Stream stream)
    implements LocalTask {

  /** Names a family of random streams, one for each shard. */
  public record Stream(long seed, String phase, int round) implements java.io.Serializable {
    /** The stream of one shard. */
    public SplittableRandom of(int shard) {
      return Seeds.stream(seed, phase, round, shard);
    }

    SplittableRandom masksOf(int shard) {
      return Seeds.stream(seed, phase + " dropout", round, shard);
    }

    SplittableRandom noiseOf(int shard) {
      return Seeds.stream(seed, phase + " noise", round, shard);
    }
  }

  @Override
  public String title() {
    return stream.phase() + " round " + (stream.round() + 1);
  }

  @Override
  public Update run(int shard, Block block, float[] vector) {
    float[] trained = vector.clone();
    MiniBatches batches = new MiniBatches(block, batch, stream.of(shard));
    Step step = new Step(batches.capacity(), shard);
    double loss = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      batches.shuffle();
      for (int from = 0; from < batches.rows(); from += batch) {
        loss += step.take(trained, batches.gather(from, step.rows));
      }
    }
    return new Update(trained, loss / epochs);
  }

  /** The work space of one shard's steps: nothing is allocated in the loop. */
  private final class Step {
    private final int parameters = architecture.parameterCount();
    private final Network network;
    private final float[] rows;
    private final float[] outputGradient;
    private final float[] gradient = new float[parameters];

    Step(int capacity, int shard) {
      Network plain = engine.open(architecture, capacity, stream.masksOf(shard));
      network = noise > 0 ? new NoisyInput(plain, noise, stream.noiseOf(shard), capacity) : plain;
      rows = new float[capacity * architecture.inputs()];
      outputGradient = new float[capacity * architecture.outputs()];
    }

    double take(float[] trained, int count) {
      float[] outputs = network.forward(trained, rows, count);
      double loss = objective.evaluate(rows, outputs, count, outputGradient);
      network.backward(trained, rows, count, outputGradient, gradient, null);
      if (penalty > 0) {
        architecture.penalise(trained, penalty, gradient);
      }
      optimiser.step(trained, gradient, parameters);
      return loss;
    }
  }
}
