package io.cordon.detector.autoencoder;

import io.cordon.layer.Architecture;
import io.cordon.objective.Objective;
import io.cordon.objective.SquaredError;

/** What an autoencoder is built like. */
interface Blueprint {

  /** The name by which settings, phases and model files know it. */
  String name();

  /**
   * The network for rows of so many features; as many outputs as inputs.
   *
   * @throws io.cordon.error.UserException where it cannot take such rows
   */
  Architecture network(int width);

  /** The layers of {@link #network} that lead to the code. */
  Architecture encoder(int width);

  /** What the network learns to make small. */
  default Objective objective(Architecture network) {
    return new SquaredError(network.outputs());
  }

  /** The largest norm of a gradient in training; 0 for none. */
  default float clip() {
    return 0;
  }
}
