package io.cordon.spark.features;

/**
 * The quartiles of a numeric column's finite values, each a value of the column (the lower one of
 * two).
 *
 * @param first a quarter of the values are not above it
 * @param median half of the values are not above it
 * @param third three quarters of the values are not above it
 */
record Quartiles(double first, double median, double third) {}
