package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Proteins that dissolve and proteins that clump together (eSol: T. Niwa et al., PNAS 2009;
 * sequences joined by X. Han et al., Bioinformatics 2019): {@code esol_sequence_solubility.csv}.
 * Columns: {@code row} (the file's own number), {@code gene}, {@code solubility} (in percent),
 * {@code label}, {@code sequence} (a letter a residue). Proteins of at least 70 percent are normal
 * (1,021), those of at most 30 are anomalies (1,233); the 894 between are neither, and left out.
 */
final class Proteins implements NamedDataset {
  static final String NAME = "protein";
  static final double SOLUBLE = 70;
  static final double AGGREGATING = 30;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> idColumns() {
    return List.of(SequenceSet.ROW);
  }

  @Override
  public String labelColumn() {
    return SequenceSet.LABEL;
  }

  @Override
  public List<String> excludedColumns() {
    return List.of("gene", "solubility");
  }

  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    String name = "esol_sequence_solubility.csv";
    String file =
        SequenceSet.folder(spark, request, NAME)
            .find(
                List.of(
                    name + ".gz", name, "protein-esol/" + name + ".gz", "protein-esol/" + name));
    SourceSettings csv =
        SourceSettings.files("csv", file)
            .withSchema("row BIGINT, gene STRING, solubility DOUBLE, sequence STRING")
            // The header has other names, and none for the number.
            .withOptions(Map.of("header", "true", "enforceSchema", "true"));
    return TableSource.read(spark, csv)
        .where(col("solubility").geq(SOLUBLE).or(col("solubility").leq(AGGREGATING)))
        .select(
            col(SequenceSet.ROW),
            col("gene"),
            col("solubility"),
            when(col("solubility").geq(SOLUBLE), lit(0)).otherwise(lit(1)).as(SequenceSet.LABEL),
            col("sequence"));
  }
}
