package io.cordon.spark.rows;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.Sharding;
import io.cordon.spark.features.FeatureReader;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/** Runs on executors: encodes a partition's rows and packs them by bucket. */
final class EncodePartition implements PairFlatMapFunction<Iterator<InternalRow>, Integer, Block> {
  private static final long serialVersionUID = 1L;
  private static final int NO_ID = -1;

  /** Floats that a task gathers before it hands blocks on: 32 MiB. */
  private static final int GATHERED_FLOATS = 1 << 23;

  private final FeatureReader reader;
  private final int buckets;
  private final int idHash;

  /**
   * Packs rows by the hash of their content, or of their id.
   *
   * @param idHash place of the column that holds the hash of the id, or {@link #NO_ID}
   */
  private EncodePartition(FeatureReader reader, int buckets, int idHash) {
    this.reader = reader;
    this.buckets = buckets;
    this.idHash = idHash;
  }

  static EncodePartition byContent(FeatureReader reader, int buckets) {
    return new EncodePartition(reader, buckets, NO_ID);
  }

  static EncodePartition byId(FeatureReader reader, int buckets, int idHash) {
    return new EncodePartition(reader, buckets, idHash);
  }

  @Override
  public Iterator<Tuple2<Integer, Block>> call(Iterator<InternalRow> rows) {
    return new Chunks(rows);
  }

  private final class Chunks implements Iterator<Tuple2<Integer, Block>> {
    private final Iterator<InternalRow> rows;
    private final ChunkWriter writer = new ChunkWriter(reader.width(), buckets);
    private final float[] features = new float[reader.width()];
    private Iterator<Tuple2<Integer, Block>> ready = Collections.emptyIterator();

    Chunks(Iterator<InternalRow> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      if (!ready.hasNext()) {
        gather();
      }
      return ready.hasNext();
    }

    @Override
    public Tuple2<Integer, Block> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.next();
    }

    private void gather() {
      while (rows.hasNext() && (long) writer.rows() * features.length < GATHERED_FLOATS) {
        InternalRow row = rows.next();
        reader.encode(row, features, 0);
        long hash =
            idHash == NO_ID
                ? Sharding.hash(features, 0, features.length)
                : Seeds.mix(row.getLong(idHash));
        writer.add(Sharding.shard(hash, 0, buckets), features, 0, 1);
      }
      ready = writer.flush();
    }
  }
}
