package io.cordon.spark.scoring;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.rows.RowFunction;
import io.cordon.spark.scoring.TableScorer.Work;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/** Runs on executors: scores a partition block by block. */
final class ScorePartition implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Work> work;
  private final ScoringCounts counts;
  private final SurveyAccumulator survey;

  /**
   * A partition's work.
   *
   * @param counts receives the numbers of rows, or null
   * @param survey receives what is seen beside the scores, or null
   */
  ScorePartition(Broadcast<Work> work, ScoringCounts counts, SurveyAccumulator survey) {
    this.work = work;
    this.counts = counts;
    this.survey = survey;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
    return new ScoredRows(rows, work.value(), counts, survey);
  }

  /**
   * Reads a block, scores it, hands its rows out. One row object serves for all: Spark copies what
   * it is given.
   */
  private static final class ScoredRows implements Iterator<InternalRow> {
    private final Iterator<InternalRow> source;
    private final Work work;
    private final ScoringCounts counts;
    private final RowFunction.Pass score;
    private final RowFunction.Pass control;
    private final FlaggedReasons reasons;
    private final SurveyAccumulator surveys;
    private Survey survey;
    private final InternalRow[] block = new InternalRow[RowFunction.BATCH];
    private final float[] features;
    private final float[] scores = new float[RowFunction.BATCH];
    private final float[] controls = new float[RowFunction.BATCH];
    private final GenericInternalRow added;
    private final JoinedRow joined = new JoinedRow();
    private int size;
    private int next;

    ScoredRows(
        Iterator<InternalRow> source, Work work, ScoringCounts counts, SurveyAccumulator surveys) {
      this.source = source;
      this.work = work;
      this.counts = counts;
      this.score = work.score().open();
      this.control = work.control() == null ? null : work.control().open();
      this.features = new float[RowFunction.BATCH * work.score().inputs()];
      this.reasons =
          work.reasons() == null
              ? null
              : new FlaggedReasons(work.reasons(), work.threshold(), work.score().inputs());
      this.surveys = surveys;
      this.survey = surveys == null ? null : surveys.value().fresh();
      this.added =
          new GenericInternalRow(2 + (control == null ? 0 : 1) + (reasons == null ? 0 : 1));
    }

    /** Scores ahead: where rows are left out, only then it is known whether there is one more. */
    @Override
    public boolean hasNext() {
      if (next == size && source.hasNext()) {
        scoreBlock();
      }
      if (next == size && survey != null) {
        surveys.add(survey); // once, at the partition's end
        survey = null;
      }
      return next < size;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      added.setDouble(0, scores[next]);
      boolean flagged = scores[next] > work.threshold();
      added.setDouble(1, flagged ? 1 : 0);
      count(flagged);
      if (control != null) {
        added.setDouble(2, controls[next]);
      }
      if (reasons != null) {
        added.update(added.numFields() - 1, flagged ? reasons.next() : null);
      }
      return joined.apply(block[next++], added);
    }

    private void count(boolean flagged) {
      if (counts != null) {
        counts.scored().add(1);
        counts.above().add(flagged ? 1 : 0);
      }
    }

    /** Encodes a row behind the others of the block, or finds that it is to be left out. */
    private boolean encodes(InternalRow row) {
      try {
        work.reader().encode(row, features, size * work.score().inputs());
        survey(row);
        return true;
      } catch (UserException refused) {
        if (!work.leavesOut() || refused.exitCode() != ExitCode.BAD_DATA) {
          throw refused;
        }
        return false;
      }
    }

    private void survey(InternalRow row) {
      if (survey != null && survey.columns().isPresent()) {
        survey
            .columns()
            .get()
            .add(
                features,
                size * work.score().inputs(),
                column -> work.reader().isMissing(row, column));
      }
    }

    private void scoreBlock() {
      size = 0;
      next = 0;
      while (size < block.length && source.hasNext()) {
        InternalRow row = source.next();
        if (encodes(row)) {
          block[size++] = row.copy(); // Spark uses the row object again
        }
      }
      if (size == 0) {
        return; // all that was left has been left out
      }
      score.apply(features, 0, size, scores, 0);
      if (control != null) {
        control.apply(features, 0, size, controls, 0);
      }
      if (reasons != null) {
        reasons.explain(features, scores, size, survey);
      }
    }
  }
}
