package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.features.NumericFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A feature plan bound to a table's schema: encodes Spark's rows straight into floats, without
 * vectors in between. The floats are those of the pipeline of {@link FeatureStages}, bit for bit.
 * It is a serialisable value that threads may share.
 */
public final class RowEncoder implements FeatureReader {
  private static final long serialVersionUID = 1L;

  private final int width;
  private final boolean imputeNulls;
  private final boolean imputeNan;

  private final String[] numericNames;
  private final ColumnReader[] numericReaders;
  private final boolean[] logs;
  private final double[] fills;
  private final double[] shifts;
  private final double[] scales;

  private final String[] categoricalNames;
  private final ColumnReader[] categoricalReaders;
  private final String[][] categories;
  private final int[] otherBuckets;
  private final VectorEncoder[] vectors;
  private final int vectorsFrom;
  private transient volatile Lookup[] lookups;

  private RowEncoder(FeaturePlan plan, StructType schema) {
    this.width = plan.width();
    this.imputeNulls = plan.imputeNulls();
    this.imputeNan = plan.imputeNan();
    int numbers = plan.numeric().size();
    this.numericNames = new String[numbers];
    this.numericReaders = new ColumnReader[numbers];
    this.logs = new boolean[numbers];
    this.fills = new double[numbers];
    this.shifts = new double[numbers];
    this.scales = new double[numbers];
    for (int index = 0; index < numbers; index++) {
      NumericFeature feature = plan.numeric().get(index);
      numericNames[index] = feature.column();
      numericReaders[index] = SchemaCheck.reader(schema, feature.column());
      logs[index] = feature.log();
      fills[index] = feature.fill();
      shifts[index] = feature.shift();
      scales[index] = feature.scale();
    }
    int texts = plan.categorical().size();
    this.categoricalNames = new String[texts];
    this.categoricalReaders = new ColumnReader[texts];
    this.categories = new String[texts][];
    this.otherBuckets = new int[texts];
    int next = numbers;
    for (int index = 0; index < texts; index++) {
      CategoricalFeature feature = plan.categorical().get(index);
      categoricalNames[index] = feature.column();
      categoricalReaders[index] = SchemaCheck.reader(schema, feature.column());
      categories[index] = feature.categories().toArray(String[]::new);
      next += feature.width();
      otherBuckets[index] = next - 1;
    }
    this.vectorsFrom = next;
    this.vectors =
        plan.vectors().stream()
            .map(feature -> new VectorEncoder(feature, schema))
            .toArray(VectorEncoder[]::new);
  }

  /**
   * Binds a plan to a table.
   *
   * @param schema of the rows that will be encoded; {@link SchemaCheck#check} warns of its extra
   *     columns
   * @throws UserException MISMATCH listing every difference between the table and the plan
   */
  public static RowEncoder bind(FeaturePlan plan, StructType schema) {
    SchemaCheck.check(plan, schema);
    return new RowEncoder(plan, schema);
  }

  /** The columns that a plan reads, in its order: what else a table has need not be read. */
  public static List<String> columns(FeaturePlan plan) {
    List<String> columns = new ArrayList<>();
    plan.numeric().forEach(feature -> columns.add(feature.column()));
    plan.categorical().forEach(feature -> columns.add(feature.column()));
    plan.vectors().forEach(feature -> columns.add(feature.column()));
    return columns;
  }

  @Override
  public int width() {
    return width;
  }

  /**
   * For each column of categories the index of the feature that is 1 where the value was unseen in
   * training, too rare or null.
   */
  public int[] otherBuckets() {
    return otherBuckets.clone();
  }

  /**
   * Encodes a row of the schema that this encoder is bound to.
   *
   * @throws UserException BAD_DATA naming the column of a value that is infinite, too large to
   *     scale, or missing where the plan does not impute; or of a vector that is not whole
   */
  @Override
  public void encode(InternalRow row, float[] features, int from) {
    for (int index = 0; index < numericReaders.length; index++) {
      double x = number(row, index);
      double unscaled = logs[index] ? Logarithm.ofOnePlus(x) : x;
      float feature =
          (float) ((unscaled - shifts[index]) * scales[index]) + 0f; // adding 0 turns -0 into 0
      if (!(Math.abs(feature) <= Float.MAX_VALUE)) {
        throw refused(CellProblem.TOO_LARGE, numericNames[index]);
      }
      features[from + index] = feature;
    }
    Arrays.fill(features, from + numericReaders.length, from + vectorsFrom, 0f);
    Lookup[] known = lookups();
    for (int index = 0; index < known.length; index++) {
      features[from + bucket(row, index, known[index])] = 1f;
    }
    int next = from + vectorsFrom;
    for (VectorEncoder vector : vectors) {
      vector.encode(row, features, next);
      next += vector.width();
    }
  }

  @Override
  public boolean isMissing(InternalRow row, int column) {
    if (column >= numericReaders.length) {
      return categoricalReaders[column - numericReaders.length].isNull(row);
    }
    ColumnReader reader = numericReaders[column];
    return reader.isNull(row) || Double.isNaN(reader.number(row));
  }

  private double number(InternalRow row, int index) {
    ColumnReader reader = numericReaders[index];
    if (reader.isNull(row)) {
      if (!imputeNulls) {
        throw refused(CellProblem.NULL, numericNames[index]);
      }
      return fills[index];
    }
    double x = reader.number(row);
    if (Math.abs(x) <= Double.MAX_VALUE) {
      return x;
    }
    if (!Double.isNaN(x)) {
      throw refused(CellProblem.INFINITE, numericNames[index]);
    }
    if (!imputeNan) {
      throw refused(CellProblem.NAN, numericNames[index]);
    }
    return fills[index];
  }

  private int bucket(InternalRow row, int index, Lookup known) {
    ColumnReader reader = categoricalReaders[index];
    int other = otherBuckets[index];
    if (reader.isNull(row)) {
      if (!imputeNulls) {
        throw refused(CellProblem.NULL, categoricalNames[index]);
      }
      return other;
    }
    Integer place = known.places.get(reader.text(row));
    return place == null ? other : other - categories[index].length + place;
  }

  private Lookup[] lookups() {
    Lookup[] made = lookups;
    if (made == null) {
      made = new Lookup[categories.length];
      for (int index = 0; index < made.length; index++) {
        made[index] = new Lookup(categories[index]);
      }
      lookups = made;
    }
    return made;
  }

  private static UserException refused(CellProblem problem, String column) {
    return new UserException(ExitCode.BAD_DATA, problem.message(column));
  }

  /** The place of each known category, by its bytes as they stand in the row. */
  private static final class Lookup {
    private final HashMap<UTF8String, Integer> places = new HashMap<>();

    Lookup(String[] categories) {
      for (int place = 0; place < categories.length; place++) {
        places.put(UTF8String.fromString(categories[place]), place);
      }
    }
  }
}
