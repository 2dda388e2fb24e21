package io.cordon.jobs.day;

import io.cordon.spark.scoring.ScoreSummary;
import io.cordon.spark.scoring.Survey;

/**
 * What scoring a day has brought to light.
 *
 * @param counts of rows and files
 * @param scores as they were read back
 * @param survey of the columns, and of the reasons
 */
record DayFindings(DayCounts counts, ScoreSummary scores, Survey survey) {}
