package io.cordon.spark.publish;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What makes two runs the same: a run that is in the ledger already need not be run again.
 *
 * @param job what was done
 * @param table the folder that it went to
 * @param date the day
 * @param model identity of the model
 * @param inputs fingerprint of the files that were read
 * @param settings what else decides the result
 * @param version of Cordon
 */
@JsonPropertyOrder({"job", "table", "date", "model", "inputs", "settings", "version"})
public record RunIdentity(
    String job,
    String table,
    String date,
    String model,
    String inputs,
    String settings,
    String version) {}
