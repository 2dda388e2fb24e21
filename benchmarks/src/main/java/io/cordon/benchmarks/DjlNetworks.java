package io.cordon.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;

/** The networks of {@link NetworkTrainer} in DJL's blocks. */
final class DjlNetworks {
  private static final int[] LENET = {16, 32, 64, 128};

  private DjlNetworks() {}

  static Block of(String name) {
    return switch (name) {
      case "images" -> images();
      case "lenet" -> lenet();
      case "sequences" -> sequences();
      default -> throw new IllegalArgumentException("no network is called " + name);
    };
  }

  private static Block images() {
    SequentialBlock all = new SequentialBlock();
    block(all, 16).add(halved());
    block(all, 16).add(halved());
    block(all, 32);
    block(all, 32).add(Blocks.batchFlattenBlock());
    all.add(Linear.builder().setUnits(32).build());
    all.add(Linear.builder().setUnits(32 * 7 * 7).build()).add(Activation.eluBlock(1));
    all.add(LambdaBlock.singleton(code -> code.reshape(new Shape(-1, 32, 7, 7))));
    block(all, 32);
    block(all, 16).add(LambdaBlock.singleton(DjlNetworks::doubled));
    block(all, 16).add(LambdaBlock.singleton(DjlNetworks::doubled));
    return all.add(convolution(1, 3, true));
  }

  private static SequentialBlock block(SequentialBlock all, int filters) {
    all.add(convolution(filters, 3, false)).add(BatchNorm.builder().build());
    return all.add(Activation.eluBlock(1));
  }

  private static Block convolution(int filters, int size, boolean bias) {
    return Conv2d.builder()
        .setKernelShape(new Shape(size, size))
        .setFilters(filters)
        .optPadding(new Shape(size / 2, size / 2))
        .optBias(bias)
        .build();
  }

  private static Block halved() {
    return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }

  /** DJL has no block for it: every place four times. */
  private static NDArray doubled(NDArray images) {
    return images.repeat(2, 2).repeat(3, 2);
  }

  private static Block lenet() {
    SequentialBlock all = new SequentialBlock();
    for (int filters : LENET) {
      all.add(convolution(filters, 5, false));
      all.add(BatchNorm.builder().optScale(false).optCenter(false).build());
      all.add(Activation.leakyReluBlock(0.01f)).add(halved());
    }
    all.add(Blocks.batchFlattenBlock());
    all.add(dense(128)).add(Activation.leakyReluBlock(0.01f));
    all.add(dense(64)).add(Activation.leakyReluBlock(0.01f));
    return all.add(dense(1));
  }

  private static Block dense(int units) {
    return Linear.builder().setUnits(units).optBias(false).build();
  }

  private static Block sequences() {
    return new SequentialBlock()
        .add(lstm())
        .add(LambdaBlock.singleton(states -> states.get(":, -1")))
        .add(LambdaBlock.singleton(DjlNetworks::repeated))
        .add(lstm())
        .add(LambdaBlock.singleton(states -> states.flip(1)))
        .add(Linear.builder().setUnits(NetworkTrainer.FEATURES).build());
  }

  private static NDArray repeated(NDArray state) {
    return state.expandDims(1).repeat(1, NetworkTrainer.STEPS);
  }

  private static Block lstm() {
    return LSTM.builder()
        .setStateSize(NetworkTrainer.UNITS)
        .setNumLayers(1)
        .optBatchFirst(true)
        .build();
  }
}
