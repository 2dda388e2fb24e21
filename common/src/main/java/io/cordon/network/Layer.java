package io.cordon.network;

import java.io.Serializable;

/**
 * A dense layer: {@code activation(W x + b)}.
 *
 * @param width units
 * @param bias false for a layer without b, as one-class objectives need it
 */
public record Layer(int width, Activation activation, boolean bias) implements Serializable {}
