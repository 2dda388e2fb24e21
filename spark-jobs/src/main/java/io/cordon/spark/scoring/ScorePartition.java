package io.cordon.spark.scoring;

import io.cordon.rows.RowFunction;
import io.cordon.spark.scoring.TableScorer.Model;
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

  private final Broadcast<Model> model;

  ScorePartition(Broadcast<Model> model) {
    this.model = model;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
    return new ScoredRows(rows, model.value());
  }

  /** Reads a block, scores it, hands its rows out. One row object serves for all: Spark copies what it is given. */
  private static final class ScoredRows implements Iterator<InternalRow> {
    private final Iterator<InternalRow> source;
    private final Model model;
    private final RowFunction.Pass score;
    private final RowFunction.Pass control;
    private final InternalRow[] block = new InternalRow[RowFunction.BATCH];
    private final float[] features;
    private final float[] scores = new float[RowFunction.BATCH];
    private final float[] controls = new float[RowFunction.BATCH];
    private final GenericInternalRow added;
    private final JoinedRow joined = new JoinedRow();
    private int size;
    private int next;

    ScoredRows(Iterator<InternalRow> source, Model model) {
      this.source = source;
      this.model = model;
      this.score = model.score().open();
      this.control = model.control() == null ? null : model.control().open();
      this.features = new float[RowFunction.BATCH * model.score().inputs()];
      this.added = new GenericInternalRow(control == null ? 2 : 3);
    }

    @Override
    public boolean hasNext() {
      return next < size || source.hasNext();
    }

    @Override
    public InternalRow next() {
      if (next == size) {
        scoreBlock();
      }
      added.setDouble(0, scores[next]);
      added.setDouble(1, scores[next] > model.threshold() ? 1 : 0);
      if (control != null) {
        added.setDouble(2, controls[next]);
      }
      return joined.apply(block[next++], added);
    }

    private void scoreBlock() {
      size = 0;
      next = 0;
      while (size < block.length && source.hasNext()) {
        block[size] = source.next().copy(); // Spark uses the row object again
        model.reader().encode(block[size], features, size * model.score().inputs());
        size++;
      }
      if (size == 0) {
        throw new NoSuchElementException();
      }
      score.apply(features, 0, size, scores, 0);
      if (control != null) {
        control.apply(features, 0, size, controls, 0);
      }
    }
  }
}
