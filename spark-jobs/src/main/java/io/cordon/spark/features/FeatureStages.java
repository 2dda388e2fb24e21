package io.cordon.spark.features;

import io.cordon.features.FeaturePlan;
import io.cordon.features.NumericFeature;
import io.cordon.features.VectorFeature;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A feature plan as an ordinary MLlib pipeline: one SQL statement that cleans, scales and rounds
 * the numbers, an indexer, a one-hot encoder and an assembler, all public stages that plain Spark
 * ML saves and loads; vectors take one of ours. It agrees with {@link RowEncoder} bit for bit and
 * refuses the same rows, though in the words of MLlib. All columns of the table stay; working
 * columns begin with {@link #PREFIX}.
 */
public final class FeatureStages {

  /** What the names of the working columns begin with. */
  public static final String PREFIX = "cordon_";

  private FeatureStages() {}

  /**
   * The fitted pipeline of a plan. It reads no data to be made, and the tables that it transforms
   * need only the plan's columns: no label, no id.
   *
   * @param featuresColumn the column of vectors that it adds; their elements are floats held as
   *     doubles
   */
  public static PipelineModel pipeline(
      FeaturePlan plan, String featuresColumn, SparkSession session) {
    List<Transformer> stages = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    stages.add(new SQLTransformer().setStatement(statement(plan)));
    for (int index = 0; index < plan.numeric().size(); index++) {
      parts.add(number(index));
    }
    if (!plan.categorical().isEmpty()) {
      StringIndexerModel indexer = indexer(plan);
      stages.add(indexer);
      stages.add(oneHot(plan, parts).fit(indexer.transform(noCategories(plan, session))));
    }
    for (int index = 0; index < plan.vectors().size(); index++) {
      String vector = PREFIX + "vector_" + index;
      stages.add(ArrayToVector.of(PREFIX + "entries_" + index, vector));
      parts.add(vector);
    }
    stages.add(
        new VectorAssembler()
            .setInputCols(parts.toArray(String[]::new))
            .setOutputCol(featuresColumn));
    return new PipelineModel("cordonFeatures", stages.toArray(Transformer[]::new));
  }

  /**
   * What the one-hot encoder is fitted on: it takes its widths from the metadata that the indexer
   * gives its columns, so a table without rows is enough.
   */
  private static Dataset<Row> noCategories(FeaturePlan plan, SparkSession session) {
    StructType schema = new StructType();
    for (int index = 0; index < plan.categorical().size(); index++) {
      schema = schema.add(PREFIX + "category_" + index, DataTypes.StringType);
    }
    return session.createDataFrame(List.of(), schema);
  }

  private static StringIndexerModel indexer(FeaturePlan plan) {
    int count = plan.categorical().size();
    String[][] labels = new String[count][];
    String[] inputs = new String[count];
    String[] outputs = new String[count];
    for (int index = 0; index < count; index++) {
      List<String> categories = plan.categorical().get(index).categories();
      labels[index] = categories.stream().map(category -> "=" + category).toArray(String[]::new);
      inputs[index] = PREFIX + "category_" + index;
      outputs[index] = PREFIX + "index_" + index;
    }
    return new StringIndexerModel(labels)
        .setInputCols(inputs)
        .setOutputCols(outputs)
        .setHandleInvalid("keep");
  }

  private static OneHotEncoder oneHot(FeaturePlan plan, List<String> parts) {
    int count = plan.categorical().size();
    String[] inputs = new String[count];
    String[] outputs = new String[count];
    for (int index = 0; index < count; index++) {
      inputs[index] = PREFIX + "index_" + index;
      outputs[index] = PREFIX + "onehot_" + index;
      parts.add(outputs[index]);
    }
    return new OneHotEncoder().setInputCols(inputs).setOutputCols(outputs).setDropLast(false);
  }

  private static String number(int index) {
    return PREFIX + "number_" + index;
  }

  private static String statement(FeaturePlan plan) {
    StringBuilder sql = new StringBuilder("SELECT *");
    for (int index = 0; index < plan.numeric().size(); index++) {
      String expression = expression(plan.numeric().get(index), plan);
      sql.append(", ")
          .append(index == 0 ? unfused(expression) : expression)
          .append(" AS ")
          .append(number(index));
    }
    for (int index = 0; index < plan.categorical().size(); index++) {
      String column = plan.categorical().get(index).column();
      String name = InternalRows.quoted(column);
      // The mark before the text makes the empty text a name that MLlib takes, and keeps a category
      // from meeting MLlib's own "__unknown".
      String text = "CONCAT('=', CAST(" + name + " AS STRING))";
      String checked =
          plan.imputeNulls()
              ? text
              : "CASE WHEN "
                  + name
                  + " IS NULL THEN "
                  + refusal(CellProblem.NULL, column)
                  + " ELSE "
                  + text
                  + " END";
      sql.append(", ")
          .append(checked)
          .append(" AS ")
          .append(PREFIX)
          .append("category_")
          .append(index);
    }
    for (int index = 0; index < plan.vectors().size(); index++) {
      sql.append(", ")
          .append(entries(plan.vectors().get(index)))
          .append(" AS ")
          .append(PREFIX)
          .append("entries_")
          .append(index);
    }
    return sql.append(" FROM __THIS__").toString();
  }

  /**
   * The same value by way of a higher-order function, which Spark cannot fuse into whole-stage
   * code. Fused, the expressions of some forty columns make one method that is too long for Java's
   * compiler, which then interprets it; not fused, Spark splits them into short methods.
   */
  private static String unfused(String expression) {
    return "ELEMENT_AT(TRANSFORM(ARRAY(" + expression + "), number -> number), 1)";
  }

  /**
   * A column's number. What the row encoder refuses comes out as null or NaN here, which the
   * assembler refuses.
   */
  private static String expression(NumericFeature feature, FeaturePlan plan) {
    String x = "CAST(" + InternalRows.quoted(feature.column()) + " AS DOUBLE)";
    String withoutNan = plan.imputeNan() ? "NANVL(" + x + ", " + literal(feature.fill()) + ")" : x;
    String value =
        plan.imputeNulls()
            ? "COALESCE(" + withoutNan + ", " + literal(feature.fill()) + ")"
            : withoutNan;
    return scaled(feature, value);
  }

  /** The numbers of a column of vectors; a null among them comes out as NaN, which is refused. */
  private static String entries(VectorFeature feature) {
    String name = InternalRows.quoted(feature.column());
    String entry = scaled(feature.entry(), "COALESCE(CAST(entry AS DOUBLE), DOUBLE('NaN'))");
    return "CASE WHEN SIZE(%s) = %d THEN TRANSFORM(%s, entry -> %s) ELSE %s END"
        .formatted(
            name,
            feature.width(),
            name,
            entry,
            "RAISE_ERROR('"
                + escaped(
                    "A vector of column '%s' must have %d entries"
                        .formatted(feature.column(), feature.width()))
                + "')");
  }

  private static String scaled(NumericFeature feature, String value) {
    // An infinite value times 0 is NaN, which counts as the greatest.
    String unscaled =
        feature.log() ? "LOG1P(GREATEST(%s, %s * 0D))".formatted(value, value) : value;
    String scaled =
        "CAST((%s - %s) * %s AS FLOAT)"
            .formatted(unscaled, literal(feature.shift()), literal(feature.scale()));
    // The remainder of an infinite number is NaN, and of a float by something larger the float
    // itself; adding 0 turns -0 into 0.
    return "CAST(" + scaled + " AS DOUBLE) % 1E300D + 0D";
  }

  /** A double with all its bits: the shortest text that reads back as the same number. */
  private static String literal(double value) {
    return "(" + value + "D)";
  }

  private static String refusal(CellProblem problem, String column) {
    return "RAISE_ERROR('" + escaped(problem.message(column)) + "')";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
