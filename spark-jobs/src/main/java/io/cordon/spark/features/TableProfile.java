package io.cordon.spark.features;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;

/** What one pass over a table tells of its columns. */
final class TableProfile implements RowSummary<TableProfile> {
  private static final long serialVersionUID = 1L;

  private final ColumnReader[] readers;
  private final NumericProfile[] numeric;
  private final CategoryProfile[] categorical;
  private final EntryReader[] vectorReaders;
  private final VectorProfile[] vectors;
  private long rows;

  private TableProfile(
      ColumnReader[] readers,
      NumericProfile[] numeric,
      CategoryProfile[] categorical,
      EntryReader[] vectorReaders,
      VectorProfile[] vectors) {
    this.vectorReaders = vectorReaders;
    this.vectors = vectors;
    this.readers = readers;
    this.numeric = numeric;
    this.categorical = categorical;
  }

  /** An empty profile of rows that hold {@link FeatureColumns#names()}. */
  static TableProfile empty(FeatureColumns columns, FeatureSettings settings) {
    NumericProfile[] numeric = new NumericProfile[columns.numeric().size()];
    CategoryProfile[] categorical = new CategoryProfile[columns.categorical().size()];
    for (int index = 0; index < numeric.length; index++) {
      Scaling scaling =
          NumericPlanner.scalingOf(columns.numeric().get(index).name(), settings.scaling());
      numeric[index] = new NumericProfile(scaling == Scaling.AUTO || scaling == Scaling.STANDARD);
    }
    for (int index = 0; index < categorical.length; index++) {
      categorical[index] = new CategoryProfile(settings.categories().mostDistinct());
    }
    EntryReader[] vectorReaders = new EntryReader[columns.vectors().size()];
    VectorProfile[] vectors = new VectorProfile[vectorReaders.length];
    for (int index = 0; index < vectors.length; index++) {
      StructField field = columns.vectors().get(index);
      Scaling scaling = NumericPlanner.scalingOf(field.name(), settings.scaling());
      vectors[index] = new VectorProfile(scaling == Scaling.STANDARD);
      vectorReaders[index] =
          new EntryReader(
              field.name(), field.dataType(), numeric.length + categorical.length + index);
    }
    return new TableProfile(readers(columns), numeric, categorical, vectorReaders, vectors);
  }

  static ColumnReader[] readers(FeatureColumns columns) {
    ColumnReader[] readers =
        new ColumnReader[columns.numeric().size() + columns.categorical().size()];
    int ordinal = 0;
    for (List<StructField> fields : List.of(columns.numeric(), columns.categorical())) {
      for (StructField field : fields) {
        readers[ordinal] = new ColumnReader(field.dataType(), ordinal);
        ordinal++;
      }
    }
    return readers;
  }

  @Override
  public TableProfile fresh() {
    NumericProfile[] freshNumeric = new NumericProfile[numeric.length];
    CategoryProfile[] freshCategorical = new CategoryProfile[categorical.length];
    for (int index = 0; index < numeric.length; index++) {
      freshNumeric[index] = numeric[index].fresh();
    }
    for (int index = 0; index < categorical.length; index++) {
      freshCategorical[index] = categorical[index].fresh();
    }
    VectorProfile[] freshVectors = new VectorProfile[vectors.length];
    for (int index = 0; index < vectors.length; index++) {
      freshVectors[index] = vectors[index].fresh();
    }
    return new TableProfile(readers, freshNumeric, freshCategorical, vectorReaders, freshVectors);
  }

  @Override
  public void add(InternalRow row) {
    rows++;
    for (int index = 0; index < numeric.length; index++) {
      ColumnReader reader = readers[index];
      if (reader.isNull(row)) {
        numeric[index].addNull();
      } else {
        numeric[index].add(reader.number(row));
      }
    }
    for (int index = 0; index < categorical.length; index++) {
      ColumnReader reader = readers[numeric.length + index];
      if (reader.isNull(row)) {
        categorical[index].addNull();
      } else {
        categorical[index].add(reader.text(row));
      }
    }
    for (int index = 0; index < vectors.length; index++) {
      vectors[index].add(vectorReaders[index].vector(row), vectorReaders[index]);
    }
  }

  @Override
  public TableProfile merge(TableProfile other) {
    rows += other.rows;
    for (int index = 0; index < numeric.length; index++) {
      numeric[index].add(other.numeric[index]);
    }
    for (int index = 0; index < categorical.length; index++) {
      categorical[index].add(other.categorical[index]);
    }
    for (int index = 0; index < vectors.length; index++) {
      vectors[index].add(other.vectors[index]);
    }
    return this;
  }

  long rows() {
    return rows;
  }

  /** The profile of the {@code index}-th numeric column. */
  NumericProfile numeric(int index) {
    return numeric[index];
  }

  /** The profile of the {@code index}-th column of categories. */
  CategoryProfile categorical(int index) {
    return categorical[index];
  }

  /** The profile of the {@code index}-th column of vectors. */
  VectorProfile vector(int index) {
    return vectors[index];
  }
}
