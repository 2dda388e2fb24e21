package io.cordon.imported;

import java.util.function.Consumer;

/**
 * A layer as its file has it.
 *
 * @param name by which messages call it
 * @param build adds it to a network; throws {@link UnsuitableException} where Cordon has no such
 *     layer, so that only layers that are taken need to be known
 */
record FileLayer(String name, Consumer<NetworkBuilder> build) {}
