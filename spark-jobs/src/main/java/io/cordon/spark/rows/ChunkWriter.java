package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.BlockBuilder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import scala.Tuple2;

/** Packs rows by bucket, so that a shuffle moves few large blocks. For one task. */
final class ChunkWriter {
  private final BlockBuilder[] builders;
  private int rows;

  ChunkWriter(int width, int buckets) {
    builders = new BlockBuilder[buckets];
    for (int bucket = 0; bucket < buckets; bucket++) {
      builders[bucket] = new BlockBuilder(width);
    }
  }

  /** Rows gathered since the last flush. */
  int rows() {
    return rows;
  }

  /** Adds copies of the row that starts at {@code from}. */
  void add(int bucket, float[] source, int from, int copies) {
    builders[bucket].add(source, from, copies);
    rows++;
  }

  /** The blocks gathered since the last flush, each with its bucket. */
  Iterator<Tuple2<Integer, Block>> flush() {
    List<Tuple2<Integer, Block>> blocks = new ArrayList<>();
    for (int bucket = 0; bucket < builders.length; bucket++) {
      if (builders[bucket].size() > 0) {
        blocks.add(new Tuple2<>(bucket, builders[bucket].build()));
      }
    }
    rows = 0;
    return blocks.iterator();
  }
}
