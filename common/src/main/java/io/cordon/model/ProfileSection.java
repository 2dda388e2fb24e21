package io.cordon.model;

import io.cordon.drift.ColumnProfiles;
import io.cordon.drift.QuantileGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code model.json} holds of the {@link ColumnProfiles}; the quantiles of the numeric columns
 * lie in {@code parameters.bin}, column by column.
 */
record ProfileSection(
    long rows, List<Numeric> numeric, List<ColumnProfiles.CategoricalColumn> categorical) {

  ProfileSection {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
  }

  /** A numeric column without its quantiles. */
  record Numeric(String column, long missing) {}

  static ProfileSection of(ColumnProfiles profiles) {
    List<Numeric> numeric = new ArrayList<>();
    for (ColumnProfiles.NumericColumn column : profiles.numeric()) {
      numeric.add(new Numeric(column.column(), column.missing()));
    }
    return new ProfileSection(profiles.rows(), numeric, profiles.categorical());
  }

  /** The quantiles of all numeric columns, one after the other. */
  static float[] quantiles(ColumnProfiles profiles) {
    float[] quantiles = new float[profiles.numeric().size() * ColumnProfiles.QUANTILES];
    int next = 0;
    for (ColumnProfiles.NumericColumn column : profiles.numeric()) {
      System.arraycopy(column.values().quantiles(), 0, quantiles, next, ColumnProfiles.QUANTILES);
      next += ColumnProfiles.QUANTILES;
    }
    return quantiles;
  }

  /**
   * The profiles of this section and these quantiles.
   *
   * @throws IllegalArgumentException where they do not fit together
   */
  ColumnProfiles profiles(float[] quantiles) {
    int each = ColumnProfiles.QUANTILES;
    if (quantiles == null || quantiles.length != numeric.size() * each) {
      throw new IllegalArgumentException(
          "the vector "
              + VectorEntry.COLUMN_QUANTILES
              + " must hold "
              + each
              + " quantiles for each of "
              + numeric.size()
              + " numeric columns");
    }
    List<ColumnProfiles.NumericColumn> columns = new ArrayList<>();
    for (int index = 0; index < numeric.size(); index++) {
      columns.add(
          new ColumnProfiles.NumericColumn(
              numeric.get(index).column(),
              numeric.get(index).missing(),
              new QuantileGrid(Arrays.copyOfRange(quantiles, index * each, (index + 1) * each))));
    }
    return new ColumnProfiles(rows, columns, categorical);
  }
}
