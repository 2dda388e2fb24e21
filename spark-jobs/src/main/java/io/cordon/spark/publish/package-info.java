/**
 * One day of a table, published whole or not at all: lock, staged folder, decision, renames,
 * ledger. Knows nothing of scoring.
 *
 * <p>Everything that is not data lies in {@code <table>/_cordon}, which Spark passes over: {@code
 * 2026-11-21.json}, the day's entry in the ledger, stays, and its report as {@code
 * 2026-11-21.report.*}; {@code 2026-11-21.refused.*} tells of a try that was not let through, until
 * the day is published; {@code 2026-11-21.lock-1} and {@code 2026-11-21.run-<id>} are a run's, and
 * are gone when it has ended.
 *
 * <p>A {@code DayTarget} says how the staged rows get into the table: {@code FolderTarget} renames;
 * the targets of {@code io.cordon.spark.lake} know tables with commits of their own.
 *
 * <p>Runs on: driver.
 */
package io.cordon.spark.publish;
