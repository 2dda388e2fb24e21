package io.cordon.imported;

import io.cordon.layer.Shape;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * What a file holds, before it is known how wide the rows are.
 *
 * @param form of the rows that the network takes
 * @param layers in their order, without those that say only what comes in; anew for every network,
 *     since each may go on in the file where the one before ended
 */
record NetworkSource(InputForm form, Supplier<List<FileLayer>> layers) {

  /**
   * The first layers as a network of ours.
   *
   * @param count how many; 0 for all
   * @throws UnsuitableException where that cannot be
   */
  ImportedNetwork build(int count, int features, IntFunction<Shape> image) {
    List<FileLayer> all = layers.get();
    if (count > all.size()) {
      throw new UnsuitableException(
          "has " + all.size() + " layers, fewer than the " + count + " of encoder.imported.layers");
    }
    NetworkBuilder builder = new NetworkBuilder(form.of(features, image));
    for (FileLayer layer : all.subList(0, count == 0 ? all.size() : count)) {
      try {
        layer.build().accept(builder);
      } catch (UnsuitableException problem) {
        throw new UnsuitableException(
            "has layer " + layer.name() + ", which " + problem.getMessage(), problem);
      } catch (ArithmeticException problem) {
        throw new UnsuitableException(
            "has layer " + layer.name() + ", whose sizes are beyond all bounds", problem);
      }
    }
    ImportedNetwork network = builder.build();
    if (network.parameters().length == 0) {
      throw new UnsuitableException("has no layer that has learned anything");
    }
    return network;
  }
}
