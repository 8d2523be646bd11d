package io.steerscope.statistics.differences;

/** The comparatives of a class cancel its own text, so that it has no vector. */
public final class CancelledClassException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int number;

    CancelledClassException(int number, double weight) {
        super("At weight %s the comparatives of class %d cancel its text: choose a greater weight"
                .formatted(weight, number + 1));
        this.number = number;
    }

    /** The number of the class, from 0. */
    public int number() {
        return number;
    }
}
