package io.cordon.imported;

/** The parameters of an LSTM. */
final class Gates {
  private Gates() {}

  /**
   * Our parameters of an LSTM: W and U side by side, then the biases.
   *
   * @param gates for each of our gates i, f, o, g its place in the file
   * @param ofInput 4 units x features, gate by gate
   * @param ofState 4 units x units
   * @param biases 4 units
   */
  static float[] joined(
      int units, int features, int[] gates, float[] ofInput, float[] ofState, float[] biases) {
    int joint = features + units;
    float[] parameters = new float[4 * units * (joint + 1)];
    for (int gate = 0; gate < gates.length; gate++) {
      for (int unit = 0; unit < units; unit++) {
        int theirs = gates[gate] * units + unit;
        int ours = gate * units + unit;
        System.arraycopy(ofInput, theirs * features, parameters, ours * joint, features);
        System.arraycopy(ofState, theirs * units, parameters, ours * joint + features, units);
        parameters[4 * units * joint + ours] = biases[theirs];
      }
    }
    return parameters;
  }
}
