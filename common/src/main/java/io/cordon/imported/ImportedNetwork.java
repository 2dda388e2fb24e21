package io.cordon.imported;

import io.cordon.layer.Architecture;

/**
 * A network that was read from a file, as plain values.
 *
 * @param parameters the architecture's flat vector
 */
public record ImportedNetwork(Architecture architecture, float[] parameters) {}
