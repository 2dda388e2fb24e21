package io.cordon.spark.source;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/** One day of a table, as it was found before a row is read. */
public interface DaySource {

  /** Where it is, in words. */
  String place();

  /** Changes with whatever is read. */
  String fingerprint();

  /** Whether what is read stays as it is, whatever others write. */
  boolean isFixed();

  /** Files that are read, and may be set aside, one by one; 1 where the day is read as a whole. */
  int parts();

  /** What is known of each of them. */
  List<Footer> footers(SparkSession spark);

  /** How they are read. */
  DayFormat format();
}
