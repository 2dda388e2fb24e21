package io.cordon.spark.features;

import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A stage that Spark ML lacks: makes a column of ML vectors of a column of arrays of doubles. */
public final class ArrayToVector extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> inputCol;
  private final Param<String> outputCol;

  public ArrayToVector() {
    this(Identifiable$.MODULE$.randomUID("arrayToVector"));
  }

  /** For Spark ML's persistence. */
  public ArrayToVector(String uid) {
    this.uid = uid; // the parameters ask for it
    this.inputCol = new Param<>(this, "inputCol", "column of arrays of doubles, none of them null");
    this.outputCol = new Param<>(this, "outputCol", "column that receives vectors");
  }

  static ArrayToVector of(String input, String output) {
    ArrayToVector stage = new ArrayToVector();
    stage.set(stage.inputCol, input);
    stage.set(stage.outputCol, output);
    return stage;
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<String> inputCol() {
    return inputCol;
  }

  public Param<String> outputCol() {
    return outputCol;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return dataset
        .toDF()
        .withColumn($(outputCol), functions.array_to_vector(InternalRows.column($(inputCol))));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema.add($(outputCol), SQLDataTypes.VectorType(), true);
  }

  @Override
  public ArrayToVector copy(ParamMap extra) {
    return (ArrayToVector) defaultCopy(extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  /** For Spark ML's persistence. */
  public static MLReader<ArrayToVector> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a stage that was saved. */
  public static ArrayToVector load(String path) {
    return read().load(path);
  }
}
