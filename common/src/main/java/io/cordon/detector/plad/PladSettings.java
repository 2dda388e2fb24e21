package io.cordon.detector.plad;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.detector.ImageShape;
import io.cordon.detector.Metric;
import io.cordon.layer.LeNet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What can be chosen of PLAD.
 *
 * @param variant of the perturbator
 * @param draws what is drawn beside the paper's ε
 * @param lambda λ, what changes cost; where empty, the smallest of 0.1, 0.3, 1, 3, 10, 30 at which,
 *     after training, the rows' mean cross-entropy is below 0.3 and the mean |α - 1| below 0.5
 * @param convention how λ counts
 * @param divergenceWeight κ of the variational variant
 * @param metric in which the rows, and the changes of them, are Euclidean
 * @param prototypes of the classifier (see {@link io.cordon.layer.Prototypes}), which then has no
 *     other layer; 0 for a classifier of {@code filters} and hidden layers (ours)
 * @param image how a row is to be read where there are filters
 * @param filters of the classifier's convolutions (see {@link LeNet}); none for rows that are no
 *     images
 * @param classifier widths of its hidden layers (ReLU; leaky and without biases behind filters)
 * @param perturbator widths of its hidden layers (ReLU); in the variational variant of the
 *     encoder's, which the decoder mirrors
 * @param latent variables of the variational variant; 0 takes as many as features, at most 32
 * @param members networks trained apart from different starts; the score of more than one is the
 *     mean of their logits, each of mean 0 and deviation 1 over the training rows (ours)
 */
record PladSettings(
    Variant variant,
    PladDraws draws,
    OptionalDouble lambda,
    Convention convention,
    double divergenceWeight,
    Metric metric,
    int prototypes,
    ImageShape image,
    List<Integer> filters,
    List<Integer> classifier,
    List<Integer> perturbator,
    int latent,
    int members) {
  PladSettings {
    filters = List.copyOf(filters);
    classifier = List.copyOf(classifier);
    perturbator = List.copyOf(perturbator);
  }

  /** What the perturbator is. */
  enum Variant {
    /** One network (Eq. 3). */
    DETERMINISTIC,
    /** Two with latent variables between them (Eq. 5). */
    VARIATIONAL
  }

  /** How the squared norms that λ multiplies count. */
  enum Convention {
    /** As means over the features. */
    MEAN,
    /**
     * As sums, as printed in the paper; the same λ weighs as many times more as there are features.
     */
    SUM
  }

  /** Of the groups {@code detector.plad} and {@code detector.image}. */
  static PladSettings from(Settings detector) {
    Settings settings = detector.at(Plad.NAME);
    return new PladSettings(
        settings.oneOf("variant", Variant.class),
        new PladDraws(
            settings.flag("symmetric"),
            settings.number("touched", Range.openClosed(0, 1)),
            settings.number("jitter", Range.atLeast(0))),
        lambda(settings),
        settings.oneOf("lambda-convention", Convention.class),
        settings.number("kl-weight", Range.atLeast(0)),
        settings.oneOf("metric", Metric.class),
        settings.integer("prototypes", 0, 1 << 16),
        ImageShape.from(detector),
        settings.integers("filters", 1, 1 << 12),
        settings.integers("classifier", 1, 1 << 16),
        settings.integers("perturbator", 1, 1 << 16),
        settings.integer("latent", 0, 1 << 16),
        settings.integer("members", 1, 1 << 10));
  }

  private static OptionalDouble lambda(Settings settings) {
    return settings.text("lambda").equals("auto")
        ? OptionalDouble.empty()
        : OptionalDouble.of(settings.number("lambda", Range.above(0)));
  }
}
