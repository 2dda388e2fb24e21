package io.cordon.rows;

/**
 * The result of one round over all shards.
 *
 * @param vector row-weighted mean of the shards' vectors, summed in double in the order of the
 *     shards
 * @param loss mean loss a row
 */
public record Average(float[] vector, double loss) implements java.io.Serializable {}
