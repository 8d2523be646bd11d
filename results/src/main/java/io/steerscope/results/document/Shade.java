package io.steerscope.results.document;

import java.util.List;

/** Shades of one colour for values of an ordered list: the further on, the deeper. */
public final class Shade {

    /** The deepest shade; the lightest is 1. */
    public static final int DEEPEST = 5;

    private Shade() {}

    /** The shade of a value among the values, which are in ascending order. */
    public static int of(List<Double> values, double value) {
        int index = Math.max(0, values.indexOf(value));
        double position = values.size() < 2 ? 0.5 : (double) index / (values.size() - 1);
        return 1 + (int) Math.round(position * (DEEPEST - 1));
    }
}
