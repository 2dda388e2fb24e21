package io.cordon.spark.scoring;

import io.cordon.model.Severity;
import org.apache.spark.sql.api.java.UDF1;

/** Runs on executors: a score's severity, as a function of a column. */
public record SeverityFunction(Severity severity) implements UDF1<Double, Double> {

  @Override
  public Double call(Double score) {
    return severity.of(score);
  }
}
