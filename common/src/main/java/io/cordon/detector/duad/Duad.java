package io.cordon.detector.duad;

import io.cordon.cluster.Covariance;
import io.cordon.config.Range;
import io.cordon.detector.Chain;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.Autoencoders;
import io.cordon.detector.autoencoder.Reconstruction;
import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.random.Seeds;
import io.cordon.rows.Average;
import io.cordon.rows.RadixSelection;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.RoundState;
import io.cordon.training.Rounds;
import io.cordon.training.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * DUAD: an autoencoder that is trained only on rows taken for normal. Rows of low-variance clusters
 * are selected, the autoencoder is trained on them, ALL rows are seen through it again as {@code z
 * = [code, angle] / ‖[code, angle]‖}, clustered and selected anew, until the selection stays. The
 * score is the angle between a row and its reconstruction, in [0, π]; it does not see a row's
 * length.
 *
 * <p>Source: Li, Wang, Liu, Lin, "Deep Unsupervised Anomaly Detection", WACV 2021 (paper 003), Eq.
 * 2-9 and Algorithm 1. Deviations: the loop ends when the symmetric difference of two selections is
 * at most {@code tolerance} of the rows two times running, because the printed test (a one-sided
 * difference from a set that starts empty) never enters the loop; {@code training.rounds} bounds
 * it; the networks, optimiser and loss are in a supplement that was not to be had, so they are the
 * autoencoder's. Weights and the optimiser's state are kept from selection to selection.
 *
 * <p>Anomalies that form a tight cluster are taken for normal, by the method's own assumption.
 */
public final class Duad implements Detector {
  public static final String NAME = "duad";

  /** Selections in a row that must not change for the loop to end. */
  private static final int STILL = 2;

  /**
   * What can be chosen.
   *
   * @param initial what the first selection stands on
   * @param selection how later selections are made
   * @param initialShare p₀: share of clusters (or rows) that the first selection drops
   * @param share p: share that later selections drop
   * @param reselect rounds of training between two selections
   * @param tolerance share of rows up to which two selections count as the same
   * @param unitLength train on rows scaled to length 1
   * @param score what a row's anomaly is measured by
   * @param clusters how clusters are found and chosen
   */
  record Settings(
      Initial initial,
      Choice selection,
      double initialShare,
      double share,
      int reselect,
      double tolerance,
      boolean unitLength,
      Autoencoder.Score score,
      ClusterSelection clusters) {}

  /** What the first selection stands on. */
  enum Initial {
    /** The rows' Gaussian mixture. */
    GMM,
    /** The rows' K-means clusters. */
    K_MEANS,
    /** Clusters of the rows' distances to a sample. */
    PAIRWISE,
    /** Nothing: the first turn trains on all rows (ours). */
    ALL
  }

  /** How later selections are made. */
  enum Choice {
    /** {@link ClusterSelection.Rule#SHARE_OF_CLUSTERS}, as in the paper. */
    CLUSTERS,
    /** {@link ClusterSelection.Rule#SHARE_OF_ROWS} (ours). */
    CLUSTERS_BY_ROWS,
    /** {@link ClusterSelection.Rule#DENSEST} (ours). */
    CLUSTERS_BY_DENSITY,
    /** The share {@code 1 - p} of the rows, those of small angles (ours). */
    SCORES;

    /** How clusters are chosen, for this and for the first selection. */
    ClusterSelection.Rule rule() {
      return switch (this) {
        case CLUSTERS, SCORES -> ClusterSelection.Rule.SHARE_OF_CLUSTERS;
        case CLUSTERS_BY_ROWS -> ClusterSelection.Rule.SHARE_OF_ROWS;
        case CLUSTERS_BY_DENSITY -> ClusterSelection.Rule.DENSEST;
      };
    }
  }

  private final Settings settings;
  private final Autoencoder autoencoder;
  private final Engine engine;

  Duad(Settings settings, Autoencoder autoencoder, Engine engine) {
    this.settings = settings;
    this.autoencoder = autoencoder;
    this.engine = engine;
  }

  /** The detector that the groups {@code detector.duad} and {@code detector.autoencoder} say. */
  public static Duad from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    Choice selection = settings.oneOf("selection", Choice.class);
    return new Duad(
        new Settings(
            settings.oneOf("initial", Initial.class),
            selection,
            settings.number("initial-share", Range.closedOpen(0, 1)),
            settings.number("share", Range.closedOpen(0, 1)),
            settings.integer("reselect", 1, 1 << 20),
            settings.number("tolerance", Range.closedOpen(0, 1)),
            settings.flag("unit-length"),
            settings.oneOf("score", Autoencoder.Score.class),
            new ClusterSelection(
                settings.integer("components", 1, 1 << 12),
                settings.oneOf("covariance", Covariance.class),
                settings.number("least-cluster", Range.closedOpen(0, 1)),
                selection.rule())),
        Autoencoders.dense(detector, engine),
        engine);
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * {@inheritDoc}
   *
   * <p>One step of the journal is a whole turn: a selection and the rounds up to the next. A
   * selection is then a function of the rows, the seed and the state between two turns alone, so it
   * need not be kept: a resumed run makes it again from the vector, to the same bits. The two
   * selections that the stop rule compares are made at the two ends of one turn, so neither is ever
   * missing; what the rule carries on is the first of the state's numbers, the turns without change
   * so far.
   */
  @Override
  public Fitted fit(Rows rows, Training training) {
    Rows table = settings.unitLength() ? rows.map(new UnitLength(rows.width())) : rows;
    int rounds = training.settings().rounds();
    int turns = (rounds + settings.reselect() - 1) / settings.reselect();
    RoundState start = RoundState.start(autoencoder.start(rows.width(), training), 0, 1);
    Turns turn = new Turns(table, training);
    RoundState end = Rounds.run(NAME, start, turns, training, turn::take);
    if (table != rows) {
      table.release();
    }
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(NAME, parameters(rows.width(), end.vector()));
    TreeMap<String, Double> constants = new TreeMap<>();
    constants.put("selected", end.numbers()[1]);
    return new Fitted(rows.width(), vectors, constants, List.of());
  }

  private float[] parameters(int width, float[] vector) {
    return Arrays.copyOf(vector, autoencoder.architecture(width).parameterCount());
  }

  /** The loop's turns; remembers the selection that the last turn has made for the next. */
  private final class Turns {
    private final Rows rows;
    private final Training training;
    private Selection next;
    private int nextOf = -1;

    Turns(Rows rows, Training training) {
      this.rows = rows;
      this.training = training;
    }

    RoundState take(RoundState state) {
      Selection selection = nextOf == state.round() ? next : select(state);
      Rows selected = selection.of(rows);
      double share = (double) selected.count() / rows.count();
      int first = state.round() * settings.reselect();
      int end = Math.min(training.settings().rounds(), first + settings.reselect());
      Average average = new Average(state.vector(), state.loss());
      for (int round = first; round < end; round++) {
        average = autoencoder.train(selected, training, average.vector(), round);
      }
      if (selected != rows) {
        selected.release();
      }
      if (end == training.settings().rounds()) {
        return state.next(average, 0, share);
      }
      RoundState after = state.next(average, 0, share);
      next = select(after);
      nextOf = after.round();
      boolean same =
          Selection.differing(rows, selection, next) <= settings.tolerance() * rows.count();
      double still = same ? state.numbers()[0] + 1 : 0;
      return still >= STILL ? after.last(still, share) : state.next(average, still, share);
    }

    private Selection select(RoundState state) {
      long seed = Seeds.stream(training.settings().seed(), NAME, state.round(), -1).nextLong();
      if (state.round() == 0) {
        return initial(seed);
      }
      float[] parameters = parameters(rows.width(), state.vector());
      RowFunction angle = reconstruction(rows.width(), parameters, Autoencoder.Score.ANGLE);
      if (settings.selection() == Choice.SCORES) {
        long rank = RadixSelection.rank(1 - settings.share(), rows.count());
        return new Selection(angle, new Selection.AtMost(rows.quantile(angle, rank)));
      }
      RowFunction features = new CodeAndAngle(autoencoder.encoder(rows.width(), parameters), angle);
      Rows seen = rows.map(features);
      Selection ofFeatures =
          settings.clusters().of(seen, ClusterSelection.Clustering.GMM, settings.share(), seed);
      seen.release();
      return new Selection(new Chain(List.of(features, ofFeatures.value())), ofFeatures.keeps());
    }

    private Selection initial(long seed) {
      Optional<ClusterSelection.Clustering> clustering =
          switch (settings.initial()) {
            case GMM -> Optional.of(ClusterSelection.Clustering.GMM);
            case K_MEANS -> Optional.of(ClusterSelection.Clustering.K_MEANS);
            case PAIRWISE -> Optional.of(ClusterSelection.Clustering.PAIRWISE);
            case ALL -> Optional.empty();
          };
      return clustering
          .map(method -> settings.clusters().of(rows, method, settings.initialShare(), seed))
          .orElse(Selection.everything(rows.width()));
    }
  }

  private RowFunction reconstruction(int width, float[] parameters, Autoencoder.Score score) {
    Architecture network = autoencoder.architecture(width);
    return new Reconstruction(network, parameters, engine, score);
  }

  @Override
  public RowFunction score(Fitted fitted) {
    RowFunction score =
        reconstruction(fitted.width(), fitted.vectors().get(NAME), settings.score());
    return settings.unitLength()
        ? new Chain(List.of(new UnitLength(fitted.width()), score))
        : score;
  }
}
