import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.network.Blas;
import io.cordon.network.Engine;
import io.cordon.network.Network;
import io.cordon.objective.SquaredError;
import io.cordon.random.Seeds;
import io.cordon.training.Optimiser;
import java.util.List;

/** Trains an autoencoder for some steps with what is on the class path: ShadedJarIT runs this file on the one jar. */
public final class TrainingStep {
  public static void main(String[] engines) {
    System.out.println("native BLAS " + Blas.choice().isNative());
    for (String engine : engines) {
      double[] losses = train(Engine.valueOf(engine));
      System.out.println(engine + " learns " + (losses[1] < 0.5 * losses[0]) + " from " + losses[0] + " to " + losses[1]);
    }
  }

  private static double[] train(Engine engine) {
    int width = 12;
    int count = 64;
    float[] rows = new float[count * width];
    var random = Seeds.stream(7, "rows", 0, 0);
    for (int row = 0; row < count; row++) {
      double angle = 2 * Math.PI * random.nextDouble();
      for (int column = 0; column < width; column++) {
        rows[row * width + column] = (float) Math.sin(angle + column);
      }
    }
    var layers = List.of(new Dense(8, Activation.TANH, true), new Dense(3, Activation.TANH, true), new Dense(width, Activation.LINEAR, true));
    Architecture architecture = new Architecture(width, layers);
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, 0.01f, 0.9f);
    float[] vector = adam.vector(architecture.initialise(Seeds.stream(7, "parameters", 0, 0)));
    float[] outputGradient = new float[count * width];
    float[] gradient = new float[architecture.parameterCount()];
    Network network = engine.open(architecture, count);
    SquaredError error = new SquaredError(width);
    double first = 0;
    double last = 0;
    for (int step = 0; step < 300; step++) {
      last = error.evaluate(rows, network.forward(vector, rows, count), count, outputGradient);
      first = step == 0 ? last : first;
      network.backward(vector, rows, count, outputGradient, gradient, null);
      adam.step(vector, gradient, gradient.length);
    }
    return new double[] {first, last};
  }
}
