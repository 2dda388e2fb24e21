package io.cordon.datasets;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that Spark reads.
 *
 * @param format Spark's name of the format: csv, parquet, orc, avro, json, jdbc, delta, iceberg,
 *     ...; not used with {@code table}
 * @param paths files, folders or patterns; empty for formats without paths
 * @param schema the columns as DDL, such as {@code "duration bigint, service string"}; unset = the
 *     format's own, or inferred
 * @param options passed to Spark's reader as they are
 * @param table a name in Spark's catalogue, in place of a format
 * @param where an SQL condition on the rows to keep
 */
public record SourceSettings(
    String format,
    List<String> paths,
    Optional<String> schema,
    Map<String, String> options,
    Optional<String> table,
    Optional<String> where) {

  public SourceSettings {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
  }

  /** Files of a format, with nothing else set. */
  public static SourceSettings files(String format, String... paths) {
    return new SourceSettings(
        format, List.of(paths), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
  }

  /** A table of Spark's catalogue. */
  public static SourceSettings catalogue(String table) {
    return new SourceSettings(
        "", List.of(), Optional.empty(), Map.of(), Optional.of(table), Optional.empty());
  }

  /** The same source read with an explicit schema. */
  public SourceSettings withSchema(String ddl) {
    return new SourceSettings(format, paths, Optional.of(ddl), options, table, where);
  }

  /** The same source with other options. */
  public SourceSettings withOptions(Map<String, String> chosen) {
    return new SourceSettings(format, paths, schema, chosen, table, where);
  }

  /** The same source with only some rows. */
  public SourceSettings withWhere(String condition) {
    return new SourceSettings(format, paths, schema, options, table, Optional.of(condition));
  }
}
