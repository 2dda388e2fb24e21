package io.cordon.explain;

/**
 * One reason for a row's score.
 *
 * @param column name in the table
 * @param share of what raised the score, in (0, 1]; the shares of all columns sum to 1
 */
public record Reason(String column, double share) {}
