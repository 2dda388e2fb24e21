package io.cordon.benchmarks;

import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.objective.SquaredError;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.training.LocalTraining;
import io.cordon.training.Optimiser;

/** An engine of Cordon through {@link LocalTraining}, exactly as a shard is trained. */
final class EngineTrainer implements Trainer {
  private static final Block ROWS_BLOCK = Block.of(INPUTS, Trainer.rows());

  private final LocalTraining training;
  private float[] vector;

  EngineTrainer(Engine engine, int batch) {
    Architecture architecture = Trainer.architecture();
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, RATE, 0);
    training =
        new LocalTraining(
            architecture,
            engine,
            new SquaredError(INPUTS),
            adam,
            0,
            1,
            batch,
            0,
            new LocalTraining.Stream(1, "benchmark", 0));
    vector = adam.vector(architecture.initialise(Seeds.stream(1, "start", 0, 0)));
  }

  @Override
  public long train() {
    vector = training.run(0, ROWS_BLOCK, vector).vector();
    return ROWS;
  }
}
