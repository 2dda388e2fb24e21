package io.cordon.benchmarks;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The networks of {@link NetworkTrainer} as a user of DJL builds and trains them, on PyTorch. */
final class DjlTrainer implements Trainer {
  private final NDManager manager;
  private final ai.djl.training.Trainer trainer;
  private final NDArray rows;
  private final int batch;
  private final Random random = new Random(1);

  DjlTrainer(String name, int batch) {
    this.batch = batch;
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("DJL_CACHE_DIR", Report.folder().resolve("djl").toAbsolutePath().toString());
    Engine engine = Engine.getEngine("PyTorch");
    engine.setRandomSeed(1);
    manager = engine.newBaseManager();
    Shape shape = shape(name);
    float[] numbers = NetworkTrainer.rows(NetworkTrainer.COUNT, Math.toIntExact(shape.size()));
    rows = manager.create(numbers, new Shape(NetworkTrainer.COUNT).addAll(shape));
    Model model = Model.newInstance(name, "PyTorch");
    model.setBlock(DjlNetworks.of(name));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.l2Loss())
                .optOptimizer(Adam.builder().optLearningRateTracker(Tracker.fixed(RATE)).build()));
    trainer.initialize(new Shape(batch).addAll(shape));
  }

  private static Shape shape(String name) {
    return name.equals("sequences")
        ? new Shape(NetworkTrainer.STEPS, NetworkTrainer.FEATURES)
        : new Shape(1, 28, 28);
  }

  @Override
  public long train() {
    List<Integer> order =
        Arrays.asList(IntStream.range(0, NetworkTrainer.COUNT).boxed().toArray(Integer[]::new));
    Collections.shuffle(order, random);
    for (int from = 0; from < order.size(); from += batch) {
      int end = Math.min(order.size(), from + batch);
      step(order.subList(from, end).stream().mapToLong(Integer::longValue).toArray());
    }
    return order.size();
  }

  /** What a step makes is freed with its manager. */
  private void step(long[] which) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray some = rows.get(new NDIndex("{}", scratch.create(which)));
      some.attach(scratch);
      try (GradientCollector gradients = trainer.newGradientCollector()) {
        NDArray outputs = trainer.forward(new NDList(some)).singletonOrThrow();
        gradients.backward(loss(outputs, some));
      }
      trainer.step();
    }
  }

  private static NDArray loss(NDArray outputs, NDArray rows) {
    if (outputs.getShape().get(1) == 1 && outputs.getShape().dimension() == 2) {
      NDArray below = outputs.neg().add(1).maximum(0);
      return below.mean().div(NetworkTrainer.OUTLIERS).sub(1);
    }
    return outputs.sub(rows).square().mean();
  }
}
