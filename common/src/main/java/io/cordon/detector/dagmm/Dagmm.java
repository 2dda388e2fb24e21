package io.cordon.detector.dagmm;

import io.cordon.cluster.Covariance;
import io.cordon.cluster.GaussianMixture;
import io.cordon.cluster.MixtureMoments;
import io.cordon.config.Range;
import io.cordon.detector.Chain;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.Autoencoders;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.LocalTraining;
import io.cordon.training.RoundState;
import io.cordon.training.Rounds;
import io.cordon.training.Training;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * DAGMM: an autoencoder and a network that shares its rows out to the Gaussians of a mixture,
 * trained together on
 *
 * <pre>1/n Σ ‖x - x̂‖² + λ₁/n Σ E(z) + λ₂ ΣₖΣⱼ 1/(Σₖ)ⱼⱼ</pre>
 *
 * over {@code z = [code, relative error, cosine]}; gradients flow through the batch's φ, µ and Σ.
 * The score is the energy {@code E(z) = -log p(z)}, which may be negative.
 *
 * <p>Source: Zong et al., "Deep Autoencoding Gaussian Mixture Model for Unsupervised Anomaly
 * Detection", ICLR 2018, Eq. 1-7. Deviations: a ridge on the covariances, without which they are
 * singular; the relative error is capped at 10; the mixture that scores is that of ALL rows, taken
 * in one pass at the end, without dropping units.
 */
public final class Dagmm implements Detector {
  public static final String NAME = "dagmm";
  private static final double RIDGE = 1e-6;

  /**
   * What can be chosen.
   *
   * @param components Gaussians K
   * @param hidden units of the estimation network's hidden layer
   * @param dropout share of these units dropped in a step, in [0, 1)
   * @param lambda1 weight of the mean energy
   * @param lambda2 weight of the inverse variances
   */
  record Settings(int components, int hidden, double dropout, double lambda1, double lambda2)
      implements java.io.Serializable {}

  private final Settings settings;
  private final Autoencoder autoencoder;
  private final Engine engine;

  Dagmm(Settings settings, Autoencoder autoencoder, Engine engine) {
    this.settings = settings;
    this.autoencoder = autoencoder;
    this.engine = engine;
  }

  /** The detector that the groups {@code detector.dagmm} and {@code detector.autoencoder} say. */
  public static Dagmm from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    return new Dagmm(
        new Settings(
            settings.integer("components", 1, 1 << 10),
            settings.integer("hidden", 1, 1 << 16),
            settings.number("dropout", Range.closedOpen(0, 1)),
            settings.number("lambda-1", Range.closed(0, 1e6)),
            settings.number("lambda-2", Range.closed(0, 1e6))),
        Autoencoders.dense(detector, engine),
        engine);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    DagmmNetworks networks = networks(rows.width());
    float[] parameters = networks.initialise(Seeds.stream(training.settings().seed(), NAME, 0, -1));
    RoundState end =
        Rounds.run(
            NAME,
            RoundState.start(training.settings().optimiser().vector(parameters)),
            training.settings().rounds(),
            training,
            state ->
                state.next(rows.average(state.vector(), task(networks, training, state.round()))));
    float[] trained = Arrays.copyOf(end.vector(), networks.parameterCount());
    GaussianMixture mixture =
        rows.fold(new Shared(features(networks, trained), estimation(networks, trained)))
            .mixture(RIDGE);
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(NAME, trained);
    vectors.put("mixture-weights", floats(mixture.weights()));
    vectors.put("mixture-means", floats(mixture.means()));
    vectors.put("mixture-factors", floats(mixture.factors()));
    return new Fitted(rows.width(), vectors, new TreeMap<>(), List.of());
  }

  private DagmmTraining task(DagmmNetworks networks, Training training, int round) {
    return new DagmmTraining(
        networks,
        engine,
        settings,
        training.settings().optimiser(),
        training.settings().epochs(),
        training.settings().batch(),
        new LocalTraining.Stream(training.settings().seed(), NAME, round));
  }

  /** The networks for rows of so many features. */
  DagmmNetworks networks(int width) {
    Architecture encoder = autoencoder.encoder(width);
    List<Layer> layers = autoencoder.architecture(width).layers();
    Architecture decoder =
        new Architecture(encoder.outputs(), layers.subList(encoder.layers().size(), layers.size()));
    Layer hidden = new Dense(settings.hidden(), Activation.TANH, true);
    Layer shares = new Dense(settings.components(), Activation.LINEAR, true);
    return new DagmmNetworks(
        encoder,
        decoder,
        new Architecture(encoder.outputs() + 2, List.of(hidden)),
        new Architecture(settings.hidden(), List.of(shares)));
  }

  private RowFunction features(DagmmNetworks networks, float[] vector) {
    return new CompressionFeatures(networks.encoder(), networks.decoder(), vector, engine);
  }

  /** From code and fit to the logits of γ. */
  private RowFunction estimation(DagmmNetworks networks, float[] vector) {
    return new Chain(
        List.of(
            new NetworkFunction(networks.hidden(), networks.parameters(vector, 2), engine),
            new NetworkFunction(networks.shares(), networks.parameters(vector, 3), engine)));
  }

  @Override
  public RowFunction score(Fitted fitted) {
    double[] means = doubles(fitted.vectors().get("mixture-means"));
    double[] weights = doubles(fitted.vectors().get("mixture-weights"));
    GaussianMixture mixture =
        new GaussianMixture(
            means.length / weights.length,
            Covariance.FULL,
            weights,
            means,
            doubles(fitted.vectors().get("mixture-factors")));
    return new Chain(
        List.of(features(networks(fitted.width()), fitted.vectors().get(NAME)), mixture.energy()));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int place = 0; place < values.length; place++) {
      floats[place] = (float) values[place];
    }
    return floats;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int place = 0; place < values.length; place++) {
      doubles[place] = values[place];
    }
    return doubles;
  }

  /** The moments of all rows, shared out by the estimation network. */
  private record Shared(RowFunction features, RowFunction estimation)
      implements Fold<MixtureMoments> {
    private static final long serialVersionUID = 1L;

    @Override
    public String title() {
      return "the mixture of all rows";
    }

    @Override
    public MixtureMoments zero() {
      int width = features.outputs();
      double[] origins = new double[estimation.outputs() * width];
      return new MixtureMoments(width, Covariance.FULL, origins);
    }

    @Override
    public MixtureMoments gather(int shard, Block block) {
      MixtureMoments moments = zero();
      Block seen = new Block(features.outputs(), features.applyTo(block), block.counts());
      float[] logits = estimation.applyTo(seen);
      double[] gamma = new double[estimation.outputs()];
      for (int row = 0; row < block.distinct(); row++) {
        for (int component = 0; component < gamma.length; component++) {
          gamma[component] = logits[row * gamma.length + component];
        }
        DagmmNetworks.softmax(gamma, 1, gamma.length);
        moments.add(seen.values(), row * seen.width(), gamma, 0, block.counts()[row]);
      }
      return moments;
    }

    @Override
    public MixtureMoments merge(MixtureMoments left, MixtureMoments right) {
      return left.plus(right);
    }
  }
}
