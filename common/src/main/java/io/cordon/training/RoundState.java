package io.cordon.training;

/**
 * Everything that a phase of training carries from one round to the next. Randomness is a function of (seed, phase, round, shard), so the round's number stands
 * for the state of every generator.
 *
 * @param round rounds done
 * @param vector the averaged vector: parameters and the optimiser's moments
 * @param numbers further state of the method, such as the margin r
 * @param loss mean loss a row in the last round
 * @param finished true where the method's own rule ended the phase
 */
public record RoundState(int round, float[] vector, double[] numbers, double loss, boolean finished) {}
