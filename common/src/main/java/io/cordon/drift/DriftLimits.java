package io.cordon.drift;

/** The limits of each distance of a {@link Drift}. */
public record DriftLimits(Limits psi, Limits ks, Limits nullRate, Limits unseen) {}
