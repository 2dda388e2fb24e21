package io.cordon.spark.features;

/** Why a value cannot be encoded. */
enum CellProblem {
  NULL(
      "is null, which features.nulls = reject refuses: mend the table, or train with features.nulls = impute"),
  NAN(
      "is NaN, which features.nan = reject refuses: mend the table, or train with features.nan = impute"),
  INFINITE("is infinite: mend the table"),
  TOO_LARGE("is too far outside the range of the training table to be scaled: mend the table");

  private final String words;

  CellProblem(String words) {
    this.words = words;
  }

  /** One sentence about a value of this column. */
  String message(String column) {
    return "A value of column '" + column + "' " + words;
  }
}
