package io.cordon.spark.rows;

import io.cordon.rows.Average;
import io.cordon.rows.LocalTask;
import io.cordon.rows.ShardAverage;
import io.cordon.spark.rows.TrainShard.Trained;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/**
 * Averages long vectors on the executors: the shards' vectors are cut into chunks, each chunk is
 * averaged by one task, and the driver holds one vector only. The sum of each place runs over the
 * shards in order, so the bits are those of the average on the driver.
 */
final class ChunkedAverage {
  /** Floats a chunk. */
  static final int CHUNK = 1 << 20;

  private ChunkedAverage() {}

  static Average over(JavaRDD<Trained> trained, int length, int chunk) {
    int chunks = (length + chunk - 1) / chunk;
    List<Tuple2<Integer, Average>> means =
        trained
            .flatMapToPair(new Cut(chunk))
            .groupByKey(new HashPartitioner(chunks))
            .mapValues(new Mean())
            .collect();
    float[] vector = new float[length];
    double loss = 0;
    for (Tuple2<Integer, Average> mean : means) {
      float[] part = mean._2().vector();
      System.arraycopy(part, 0, vector, mean._1() * chunk, part.length);
      loss = mean._2().loss(); // every chunk carries the whole loss
    }
    return new Average(vector, loss);
  }

  /** Runs on executors: cuts a shard's vector. */
  private static final class Cut implements PairFlatMapFunction<Trained, Integer, Trained> {
    private static final long serialVersionUID = 1L;
    private final int size;

    Cut(int size) {
      this.size = size;
    }

    @Override
    public Iterator<Tuple2<Integer, Trained>> call(Trained whole) {
      float[] vector = whole.update().vector();
      List<Tuple2<Integer, Trained>> parts = new ArrayList<>();
      for (int chunk = 0; chunk * size < vector.length; chunk++) {
        float[] part =
            Arrays.copyOfRange(vector, chunk * size, Math.min(vector.length, (chunk + 1) * size));
        parts.add(
            new Tuple2<>(
                chunk,
                new Trained(
                    whole.shard(),
                    whole.rows(),
                    new LocalTask.Update(part, whole.update().loss()))));
      }
      return parts.iterator();
    }
  }

  /** Runs on executors: the mean of one chunk over all shards. */
  private static final class Mean implements Function<Iterable<Trained>, Average>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Average call(Iterable<Trained> parts) {
      List<Trained> ordered = new ArrayList<>();
      parts.forEach(ordered::add);
      ordered.sort(Comparator.comparingInt(Trained::shard));
      ShardAverage average = new ShardAverage(ordered.get(0).update().vector().length);
      for (Trained part : ordered) {
        average.add(part.shard(), part.update(), part.rows());
      }
      return average.mean();
    }
  }
}
