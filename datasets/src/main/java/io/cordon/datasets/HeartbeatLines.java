package io.cordon.datasets;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/**
 * Runs on executors: makes rows of {@link Heartbeats} of lines, without the label.
 *
 * @param file that they are of
 */
record HeartbeatLines(String file) implements Function<Tuple2<String, Long>, Row> {
  private static final long serialVersionUID = 1L;
  private static final int LENGTH = 140;
  private static final String MUST = "a class from 1 to 5 and 140 numbers";

  @Override
  public Row call(Tuple2<String, Long> numbered) {
    String line = numbered._1();
    String[] fields = line.strip().split("\\s+");
    if (fields.length != LENGTH + 1) {
      throw SequenceSet.misfit(file, MUST, line, numbered._2(), null);
    }
    try {
      double kind = Double.parseDouble(fields[0]);
      float[] samples = new float[LENGTH];
      for (int sample = 0; sample < LENGTH; sample++) {
        samples[sample] = Float.parseFloat(fields[sample + 1]);
      }
      if (kind != (int) kind || kind < 1 || kind > 5) {
        throw SequenceSet.misfit(file, MUST, line, numbered._2(), null);
      }
      return RowFactory.create(numbered._2() + 1, (int) kind, samples);
    } catch (NumberFormatException problem) {
      throw SequenceSet.misfit(file, MUST, line, numbered._2(), problem);
    }
  }
}
