package io.cordon.detector.dagmm;

import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalTask;
import io.cordon.training.LocalTraining;
import io.cordon.training.MiniBatches;
import io.cordon.training.Optimiser;
import java.util.SplittableRandom;

/**
 * Mini-batch training of DAGMM on one shard; the moments are each batch's own, so that a batch
 * should hold several hundred rows. A last batch too small for a covariance is left out, unless it
 * is the only one.
 */
record DagmmTraining(
    DagmmNetworks networks,
    Engine engine,
    Dagmm.Settings settings,
    Optimiser optimiser,
    int epochs,
    int batch,
    LocalTraining.Stream stream)
    implements LocalTask {
  private static final long serialVersionUID = 1L;

  @Override
  public String title() {
    return stream.phase() + " round " + (stream.round() + 1);
  }

  @Override
  public Update run(int shard, Block block, float[] vector) {
    float[] trained = vector.clone();
    SplittableRandom random = stream.of(shard);
    MiniBatches batches = new MiniBatches(block, batch, random);
    int least = Math.min(batches.capacity(), 4 * (networks.encoder().outputs() + 2));
    DagmmStep step =
        new DagmmStep(
            networks,
            engine,
            batches.capacity(),
            settings.lambda1(),
            settings.lambda2(),
            settings.dropout());
    float[] rows = new float[batches.capacity() * block.width()];
    float[] gradient = new float[networks.parameterCount()];
    double loss = 0;
    long seen = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      batches.shuffle();
      for (int from = 0; batches.rows() - from >= least; from += batch) {
        int count = batches.gather(from, rows);
        loss += step.evaluate(trained, rows, count, random, gradient) * count;
        seen += count;
        optimiser.step(trained, gradient, gradient.length);
      }
    }
    return new Update(trained, loss / seen * batches.rows());
  }
}
