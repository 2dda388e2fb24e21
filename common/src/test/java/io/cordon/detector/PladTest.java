package io.cordon.detector;

import io.cordon.network.Engine;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;

class PladTest {

  static Plad plad(Plad.Variant variant, boolean symmetric, OptionalDouble lambda) {
    return new Plad(
        new Plad.Settings(
            variant, symmetric, lambda, Plad.Convention.MEAN, 1, List.of(16, 8), List.of(16), 4),
        Engine.NATIVE);
  }

  @Nested
  class Deterministic extends DetectorContractTest {
    @Override
    Detector detector() {
      return plad(Plad.Variant.DETERMINISTIC, false, OptionalDouble.of(0.01));
    }

    @Override
    double floor() {
      return 0.95;
    }

    @Override
    double margin() {
      return 0.2;
    }
  }

  @Nested
  class Variational extends DetectorContractTest {
    @Override
    Detector detector() {
      return plad(Plad.Variant.VARIATIONAL, false, OptionalDouble.of(0.01));
    }

    @Override
    double floor() {
      return 0.95;
    }

    @Override
    double margin() {
      return 0.2;
    }
  }

  @Nested
  class Symmetric extends DetectorContractTest {
    @Override
    Detector detector() {
      return plad(Plad.Variant.DETERMINISTIC, true, OptionalDouble.of(0.03));
    }

    @Override
    double floor() {
      return 0.97;
    }

    @Override
    double margin() {
      return 0.3;
    }
  }
}
