package io.cordon.spark.scoring;

import io.cordon.drift.ColumnProfiles;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;

/**
 * Brings the {@link Survey} of each task to the driver. As for {@link ScoringCounts}, a survey is
 * exact after one action.
 */
public final class SurveyAccumulator extends AccumulatorV2<Survey, Survey> {
  private static final long serialVersionUID = 1L;

  private Survey sum;

  private SurveyAccumulator(Survey sum) {
    this.sum = sum;
  }

  /**
   * An empty one.
   *
   * @param profiles of the columns that are to be counted; empty counts none
   */
  public static SurveyAccumulator on(SparkContext spark, Optional<ColumnProfiles> profiles) {
    SurveyAccumulator accumulator = new SurveyAccumulator(Survey.of(profiles));
    spark.register(accumulator, "survey of the rows");
    return accumulator;
  }

  @Override
  public boolean isZero() {
    return sum.isEmpty();
  }

  @Override
  public AccumulatorV2<Survey, Survey> copy() {
    Survey copied = sum.fresh();
    copied.add(sum);
    return new SurveyAccumulator(copied);
  }

  @Override
  public void reset() {
    sum = sum.fresh();
  }

  @Override
  public void add(Survey survey) {
    sum.add(survey);
  }

  @Override
  public void merge(AccumulatorV2<Survey, Survey> other) {
    sum.add(other.value());
  }

  @Override
  public Survey value() {
    return sum;
  }
}
