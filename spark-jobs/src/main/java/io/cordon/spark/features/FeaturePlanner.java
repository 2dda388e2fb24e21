package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.features.FeaturePlan.Dropped;
import io.cordon.features.NumericFeature;
import io.cordon.features.VectorFeature;
import io.cordon.spark.features.FeatureSettings.Missing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/** Makes the plan from what one pass told of the table: no Spark job, no randomness. */
final class FeaturePlanner {

  private final FeatureColumns columns;
  private final TableProfile profile;
  private final FeatureSettings settings;

  FeaturePlanner(FeatureColumns columns, TableProfile profile, FeatureSettings settings) {
    this.columns = columns;
    this.profile = profile;
    this.settings = settings;
  }

  /**
   * Refuses a table that holds what no feature can be made from.
   *
   * @throws UserException BAD_DATA listing all columns with infinite values, with missing values
   *     that the settings reject, or with too many categories; or where there is no row
   */
  void check() {
    if (profile.rows() == 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "The table to fit features on must have rows, but there are no rows: check the source and its filter");
    }
    List<String> problems = new ArrayList<>();
    for (int index = 0; index < columns.numeric().size(); index++) {
      checkNumeric(columns.numeric().get(index).name(), profile.numeric(index), problems);
    }
    for (int index = 0; index < columns.categorical().size(); index++) {
      checkCategorical(
          columns.categorical().get(index).name(), profile.categorical(index), problems);
    }
    for (int index = 0; index < columns.vectors().size(); index++) {
      VectorPlanner.check(columns.vectors().get(index).name(), profile.vector(index), problems);
    }
    if (!problems.isEmpty()) {
      throw new UserException(ExitCode.BAD_DATA, String.join("\n", problems));
    }
  }

  /**
   * The plan of a checked table.
   *
   * @param quartiles by index of the numeric column, at least those that {@link
   *     NumericPlanner#needsQuartiles}
   * @throws UserException BAD_DATA where no feature is left
   */
  FittedFeatures plan(Map<Integer, Quartiles> quartiles) {
    List<Dropped> dropped = new ArrayList<>(columns.dropped());
    List<String> warnings = new ArrayList<>(columns.warnings());
    NumericPlanner planner = new NumericPlanner(settings);
    List<NumericFeature> numeric = new ArrayList<>();
    for (int index = 0; index < columns.numeric().size(); index++) {
      StructField field = columns.numeric().get(index);
      NumericProfile numbers = profile.numeric(index);
      Optional<NumericFeature> feature = Optional.empty();
      if (numbers.count() > 0 && numbers.min() < numbers.max()) {
        feature =
            planner.plan(
                field.name(),
                field.dataType().catalogString(),
                numbers,
                Optional.ofNullable(quartiles.get(index)));
      }
      feature.ifPresentOrElse(
          numeric::add,
          () ->
              drop(
                  field.name(), numbers.count() == 0 ? "no value" : "constant", dropped, warnings));
    }
    List<VectorFeature> vectors = vectors(planner, dropped, warnings);
    warnings.addAll(planner.warnings());
    List<CategoricalFeature> categorical = categorical(dropped, warnings);
    if (numeric.isEmpty() && categorical.isEmpty() && vectors.isEmpty()) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "The table must have a column that becomes a feature, but every one is left out: "
              + reasons(dropped)
              + ": check features.*");
    }
    boolean imputeNulls = settings.nulls() == Missing.IMPUTE;
    boolean imputeNan = settings.nan() == Missing.IMPUTE;
    FeaturePlan plan =
        new FeaturePlan(numeric, categorical, imputeNulls, imputeNan, vectors, dropped);
    return new FittedFeatures(plan, warnings, profile.rows(), missing(plan));
  }

  private List<Long> missing(FeaturePlan plan) {
    Map<String, Long> missing = new HashMap<>();
    for (int index = 0; index < columns.numeric().size(); index++) {
      NumericProfile numbers = profile.numeric(index);
      missing.put(columns.numeric().get(index).name(), numbers.nulls() + numbers.nans());
    }
    for (int index = 0; index < columns.categorical().size(); index++) {
      missing.put(columns.categorical().get(index).name(), profile.categorical(index).nulls());
    }
    return plan.cells().stream().map(missing::get).toList();
  }

  private List<VectorFeature> vectors(
      NumericPlanner planner, List<Dropped> dropped, List<String> warnings) {
    List<VectorFeature> features = new ArrayList<>();
    for (int index = 0; index < columns.vectors().size(); index++) {
      StructField field = columns.vectors().get(index);
      VectorPlanner.plan(field, profile.vector(index), planner)
          .ifPresentOrElse(features::add, () -> drop(field.name(), "constant", dropped, warnings));
    }
    return features;
  }

  private void checkNumeric(String column, NumericProfile numbers, List<String> problems) {
    if (numbers.infinities() > 0) {
      problems.add(
          "Values must be finite, but column '"
              + column
              + "' has "
              + numbers.infinities()
              + " infinite: mend them or add it to source.exclude");
    }
    if (numbers.nans() > 0 && settings.nan() == Missing.REJECT) {
      problems.add(
          "Column '"
              + column
              + "' has "
              + numbers.nans()
              + " NaN, which features.nan = reject refuses: set it to impute, or mend the table");
    }
    checkNulls(column, numbers.nulls(), problems);
  }

  private void checkCategorical(String column, CategoryProfile texts, List<String> problems) {
    String cure = ": add it to source.exclude";
    if (texts.longest() > CategoryProfile.LONGEST) {
      problems.add(
          "A category may have "
              + CategoryProfile.LONGEST
              + " bytes, but column '"
              + column
              + "' has one of "
              + texts.longest()
              + cure);
    } else if (texts.tooMany()) {
      int most = settings.categories().mostDistinct();
      problems.add(
          "Column '"
              + column
              + "' has more than "
              + most
              + " distinct values (features.max-distinct) or too much text"
              + cure);
    }
    checkNulls(column, texts.nulls(), problems);
  }

  private void checkNulls(String column, long nulls, List<String> problems) {
    if (nulls > 0 && settings.nulls() == Missing.REJECT) {
      problems.add(
          "Column '"
              + column
              + "' has "
              + nulls
              + " nulls, which features.nulls = reject refuses: set it to impute, or mend the table");
    }
  }

  private List<CategoricalFeature> categorical(List<Dropped> dropped, List<String> warnings) {
    List<CategoricalFeature> features = new ArrayList<>();
    for (int index = 0; index < columns.categorical().size(); index++) {
      StructField field = columns.categorical().get(index);
      CategoryProfile texts = profile.categorical(index);
      Map<String, Long> counts = texts.counts();
      if (counts.isEmpty()) {
        drop(field.name(), "no value", dropped, warnings);
      } else if (counts.size() == 1 && texts.nulls() == 0) {
        drop(field.name(), "constant", dropped, warnings);
      } else {
        features.add(
            new CategoricalFeature(
                field.name(),
                field.dataType().catalogString(),
                mostFrequent(field.name(), counts, warnings)));
      }
    }
    return features;
  }

  private List<String> mostFrequent(
      String column, Map<String, Long> counts, List<String> warnings) {
    List<String> names = new ArrayList<>(counts.keySet());
    names.sort(
        Comparator.<String, Long>comparing(counts::get)
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    int most = settings.categories().most();
    if (names.size() <= most) {
      return names;
    }
    long rows = 0;
    for (String rare : names.subList(most, names.size())) {
      rows += counts.get(rare);
    }
    warnings.add(
        "Column '%s' has %d categories, more than features.max-categories = %d: the rarest, %d of %d rows, share the last bucket"
            .formatted(column, names.size(), most, rows, profile.rows()));
    return List.copyOf(names.subList(0, most));
  }

  private static void drop(
      String column, String reason, List<Dropped> dropped, List<String> warnings) {
    dropped.add(new Dropped(column, reason));
    warnings.add("Column '" + column + "' is left out: " + reason);
  }

  private static String reasons(List<Dropped> dropped) {
    List<String> reasons = new ArrayList<>();
    dropped.forEach(each -> reasons.add("'" + each.column() + "' (" + each.reason() + ")"));
    return String.join(", ", reasons);
  }
}
