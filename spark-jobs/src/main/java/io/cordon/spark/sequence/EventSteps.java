package io.cordon.spark.sequence;

import org.apache.spark.sql.api.java.UDF1;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Runs on executors: events as steps.
 *
 * @param events that have a place of their own
 */
record EventSteps(OneHot events) implements UDF1<Seq<String>, float[]> {
  private static final long serialVersionUID = 1L;

  @Override
  public float[] call(Seq<String> sequence) {
    return sequence == null
        ? null
        : events.steps(JavaConverters.asJavaIterator(sequence.iterator()));
  }
}
