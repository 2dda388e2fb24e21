package io.cordon.spark.scoring;

import io.cordon.explain.Explanation;
import java.io.Serializable;

/**
 * That flagged rows are to have their reasons.
 *
 * @param explanation how scores are shared out among the columns
 * @param most reasons a row, at least 1
 */
public record ReasonsWanted(Explanation explanation, int most) implements Serializable {}
