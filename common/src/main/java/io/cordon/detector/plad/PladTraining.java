package io.cordon.detector.plad;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalTask;
import io.cordon.training.LocalTraining;
import io.cordon.training.MiniBatches;
import io.cordon.training.Optimiser;
import java.util.SplittableRandom;

/**
 * Mini-batch training of PLAD's classifier and perturbator on one shard: one step of the optimiser
 * on both for each batch. What is drawn depends on (seed, phase, round, shard, epoch) alone.
 *
 * @param optimiser its state stands in the vector behind both networks' parameters
 * @param penalty strength of ½‖weights‖² of the classifier
 * @param epochs passes over the shard
 * @param batch rows in a mini-batch, each of which is seen as it is and perturbed
 */
record PladTraining(
    PladObjective objective,
    Optimiser optimiser,
    float penalty,
    int epochs,
    int batch,
    LocalTraining.Stream stream)
    implements LocalTask {

  @Override
  public String title() {
    return stream.phase() + " round " + (stream.round() + 1);
  }

  @Override
  public Update run(int shard, Block block, float[] vector) {
    float[] trained = vector.clone();
    int parameters = objective.networks().parameterCount();
    float[] gradient = new float[parameters];
    MiniBatches batches = new MiniBatches(block, batch, stream.of(shard));
    PladObjective.Pass pass = objective.open(batches.capacity());
    double loss = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      batches.shuffle();
      SplittableRandom noise = noise(shard, epoch);
      for (int from = 0; from < batches.rows(); from += batch) {
        int count = batches.gather(from, pass.rows());
        loss += pass.gradient(trained, count, noise, gradient);
        if (penalty > 0) {
          objective.networks().classifier().penalise(trained, penalty, gradient);
        }
        optimiser.step(trained, gradient, parameters);
      }
    }
    return new Update(trained, loss / epochs);
  }

  /** A stream of its own for each epoch, apart from the one that orders the rows. */
  private SplittableRandom noise(int shard, int epoch) {
    return Seeds.stream(
        stream.seed(), stream.phase() + " noise of epoch " + epoch, stream.round(), shard);
  }
}
