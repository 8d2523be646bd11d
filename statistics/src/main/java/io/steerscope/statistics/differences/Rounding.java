package io.steerscope.statistics.differences;

/** How far figures may differ that are equal but for rounding: one vector read at two lengths is the same direction. */
final class Rounding {

    /** Of inner products of unit vectors of thousands of dimensions. */
    static final double OF_PRODUCTS = 1e-13;

    private Rounding() {}
}
