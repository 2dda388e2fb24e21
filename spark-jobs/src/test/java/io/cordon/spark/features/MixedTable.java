package io.cordon.spark.features;

import io.cordon.random.Seeds;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A seeded table with a column of every type that can be a feature, names that need quoting, nulls,
 * NaN, both zeros and heavy tails.
 */
final class MixedTable {
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("flag?", DataTypes.BooleanType)
          .add("tiny", DataTypes.ByteType)
          .add("short one", DataTypes.ShortType)
          .add("int.with.dots", DataTypes.IntegerType)
          .add("long", DataTypes.LongType)
          .add("float`tick", DataTypes.FloatType)
          .add("double", DataTypes.DoubleType)
          .add("heavy 'tail'\\", DataTypes.DoubleType)
          .add("price", DataTypes.createDecimalType(12, 2))
          .add("big price", DataTypes.createDecimalType(30, 10))
          .add("service", DataTypes.StringType)
          .add("proto.col", DataTypes.StringType)
          .add("port", DataTypes.IntegerType)
          .add("when", DataTypes.TimestampType)
          .add("label", DataTypes.StringType);

  private static final String[] SERVICES = {"http", "", "smtp", "日本", "__unknown", "a b"};

  private MixedTable() {}

  /** Rows of the table; a tenth of the cells of most columns is missing. */
  static List<Row> rows(int count, long seed) {
    SplittableRandom random = Seeds.stream(seed, "mixed", 0, count);
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      Object[] cells = {
        (long) row,
        random.nextBoolean(),
        (byte) random.nextInt(-128, 128),
        (short) random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        real(random).floatValue(),
        real(random),
        Math.exp(random.nextDouble(-20, 20)),
        BigDecimal.valueOf(random.nextLong(-999_999_999_999L, 999_999_999_999L), 2),
        BigDecimal.valueOf(random.nextLong(), 10).multiply(BigDecimal.TEN),
        SERVICES[random.nextInt(SERVICES.length)],
        "p" + random.nextInt(12),
        random.nextInt(5) - 2,
        new Timestamp(random.nextLong(1_000_000_000_000L)),
        random.nextBoolean() ? "normal" : "attack"
      };
      for (int cell = 1; cell < cells.length - 2; cell++) {
        cells[cell] = random.nextInt(10) == 0 ? null : cells[cell];
      }
      rows.add(RowFactory.create(cells));
    }
    return rows;
  }

  static Dataset<Row> of(SparkSession session, List<Row> rows) {
    return session.createDataFrame(rows, SCHEMA);
  }

  private static Double real(SplittableRandom random) {
    double[] special = {0.0, -0.0, Double.NaN, Double.MIN_VALUE, 1e-3, -7.25};
    return random.nextInt(4) == 0
        ? special[random.nextInt(special.length)]
        : random.nextDouble(-1e6, 1e6);
  }
}
