package io.cordon.jobs.day;

import io.cordon.drift.ColumnProfiles;
import io.cordon.drift.DriftCheck;
import io.cordon.drift.DriftChecks;
import io.cordon.drift.Level;
import io.cordon.drift.QuantileGrid;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.settings.DriftOptions;
import io.cordon.model.Model;
import io.cordon.spark.publish.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The gate before the publication: is the day like the training table and the days before? */
record DayDrift(DriftOptions options, Model model) {
  private static final int NAMED = 3;

  /** Of the columns that are to be counted while rows are scored. */
  Optional<ColumnProfiles> profiles() {
    return model.profiles().filter(columns -> options.enabled());
  }

  /**
   * What the gate says.
   *
   * @param checks every distance that is defined
   * @param warnings what a user should know
   * @param refused the worst distances of a day that is not to be published
   */
  record Judgement(List<DriftCheck> checks, List<String> warnings, Optional<String> refused) {

    /**
     * Ends the run of a day that is not to be published.
     *
     * @param look at what, beside the source
     * @throws UserException BAD_DATA naming the worst distances
     */
    void requireLetThrough(String look) {
      if (refused.isPresent()) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "A day must be like the training table and the days before to be published, but %s: nothing was published; look at %sthe source, then train anew, raise the limit, or say --force"
                .formatted(refused.get(), look));
      }
    }
  }

  /**
   * Judges a day.
   *
   * @param before the last published days
   * @param force whether a day that fails is published all the same
   */
  Judgement judge(DayFindings found, Collection<LedgerEntry> before, boolean force) {
    if (!options.enabled()) {
      return new Judgement(List.of(), List.of(), Optional.empty());
    }
    List<String> warnings = new ArrayList<>();
    if (model.profiles().isEmpty()) {
      warnings.add(
          "The drift of columns cannot be judged: the model holds no profiles of the training table's; train it anew with this release");
    }
    List<DriftCheck> checks = checks(found, before);
    List<DriftCheck> failed = at(Level.FAIL, checks);
    if (!failed.isEmpty() && force) {
      warnings.add("Drift, published in spite of it (--force): " + worst(failed));
    }
    at(Level.WARN, checks).forEach(check -> warnings.add("Drift: " + text(check, check.warn())));
    return new Judgement(
        checks,
        warnings,
        Optional.of(failed).filter(some -> !some.isEmpty() && !force).map(DayDrift::worst));
  }

  private List<DriftCheck> checks(DayFindings found, Collection<LedgerEntry> before) {
    List<DriftCheck> checks = new ArrayList<>();
    if (found.counts().scored() > 0) {
      checks.addAll(
          DriftChecks.ofScores(
              QuantileGrid.ofScores(model.scoreQuantiles()),
              model.threshold().rows(),
              found.scores().grid(),
              options.score()));
      if (model.profiles().isPresent() && found.survey().columns().isPresent()) {
        checks.addAll(
            DriftChecks.ofColumns(
                model.profiles().get(), found.survey().columns().get(), options.columns()));
      }
    }
    if (before.size() >= DriftOptions.LEAST_DAYS) {
      List<Long> rows = before.stream().map(entry -> DayCounts.of(entry.counts()).rows()).toList();
      checks.add(DriftChecks.ofRows(found.counts().rows(), rows, options.rows()));
    }
    return checks;
  }

  /** Those of a level, farthest beyond their limits first. */
  private static List<DriftCheck> at(Level level, List<DriftCheck> checks) {
    return checks.stream()
        .filter(check -> check.level() == level)
        .sorted(Comparator.comparing(check -> -Math.abs(check.value()) / check.fail()))
        .toList();
  }

  private static String worst(List<DriftCheck> failed) {
    List<String> named =
        failed.stream().limit(NAMED).map(check -> text(check, check.fail())).toList();
    int others = failed.size() - named.size();
    return String.join("; ", named) + (others == 0 ? "" : "; and " + others + " more");
  }

  private static String text(DriftCheck check, double limit) {
    String what =
        switch (check.statistic()) {
          case PSI -> "stability index (PSI)";
          case KS -> "Kolmogorov-Smirnov distance";
          case NULL_RATE -> "share of nulls";
          case UNSEEN -> "share of categories without a feature";
          case ROWS -> "number of rows";
        };
    boolean change = check.statistic().ordinal() >= DriftCheck.Statistic.NULL_RATE.ordinal();
    String of =
        check.kind() == DriftCheck.Kind.COLUMN ? "column '" + check.name() + "'" : check.name();
    return String.format(
        Locale.ROOT,
        change ? "%s: the %s changed by %+.3g (limit %.3g)" : "%s: the %s is %.3g (limit %.3g)",
        check.kind() == DriftCheck.Kind.ROWS ? "the day" : of,
        what,
        check.value(),
        limit);
  }
}
