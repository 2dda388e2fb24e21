package io.cordon.spark.lake;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.source.FileFormat;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.analysis.NoSuchDatabaseException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * A table of Parquet or ORC files whose catalogue, Hive's or the session's own, says where each day
 * lies.
 *
 * @param name database and table
 * @param table as the catalogue has it
 * @param column by which alone it is partitioned
 */
record HiveTable(SessionCatalog catalog, String name, CatalogTable table, String column) {

  /**
   * Finds a table.
   *
   * @throws UserException STORAGE where there is none; MISMATCH where it is not partitioned by the
   *     day alone, or of other files
   */
  static HiveTable of(SparkSession spark, String name, String column) {
    SessionCatalog catalog = spark.sessionState().catalog();
    String[] parts = name.split("\\.", -1);
    TableIdentifier identifier =
        new TableIdentifier(parts[parts.length - 1], Option.apply(parts[parts.length - 2]));
    try {
      CatalogTable table = catalog.getTableMetadata(identifier);
      TableColumns.requirePartition(
          name, JavaConverters.seqAsJavaList(table.partitionColumnNames()), column);
      HiveTable found = new HiveTable(catalog, name, table, table.partitionColumnNames().head());
      found.format();
      return found;
    } catch (NoSuchDatabaseException | NoSuchTableException none) {
      throw Restorable.noTable(name, none);
    }
  }

  /** The files' format. */
  FileFormat format() {
    String said =
        (table.provider().getOrElse(() -> "") + " " + table.storage().serde().getOrElse(() -> ""))
            .toLowerCase(Locale.ROOT);
    for (FileFormat format : FileFormat.values()) {
      if (said.contains(format.text())) {
        return format;
      }
    }
    throw new UserException(
        ExitCode.MISMATCH,
        "A table of a Hive catalogue must be of Parquet or ORC files, but %s is of %s: make one that is"
            .formatted(name, said.strip()));
  }

  Path location() {
    return new Path(table.location());
  }

  StructType columns() {
    return table.dataSchema();
  }

  /** Where the catalogue says that a day lies; empty where it does not know the day. */
  Optional<Path> day(LocalDate date) {
    List<CatalogTablePartition> found =
        JavaConverters.seqAsJavaList(
            catalog.listPartitions(table.identifier(), Option.apply(spec(date))));
    return found.stream().findFirst().map(partition -> new Path(partition.location()));
  }

  /** Tells the catalogue of a day, unless it knows it. */
  void add(LocalDate date, Path folder) {
    CatalogStorageFormat storage = table.storage();
    URI place = folder.toUri();
    CatalogTablePartition partition =
        new CatalogTablePartition(
            spec(date),
            new CatalogStorageFormat(
                Option.apply(place),
                storage.inputFormat(),
                storage.outputFormat(),
                storage.serde(),
                storage.compressed(),
                storage.properties()),
            new scala.collection.immutable.HashMap<>(),
            0,
            -1,
            Option.empty());
    catalog.createPartitions(
        table.identifier(), JavaConverters.asScalaBuffer(List.of(partition)).toList(), true);
  }

  private scala.collection.immutable.Map<String, String> spec(LocalDate date) {
    scala.collection.immutable.Map<String, String> none =
        new scala.collection.immutable.HashMap<>();
    return none.$plus(new Tuple2<>(column, date.toString()));
  }
}
