package io.steerscope.results.document;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;

/** A cell of a table: a value and its kind, which every format writes in its way. */
public sealed interface Cell {

    /**
     * Words.
     *
     * @param text plain text
     */
    record Text(String text) implements Cell {}

    /**
     * A number of things.
     *
     * @param count at least 0
     */
    record Count(long count) implements Cell {}

    /**
     * A figure, with its interval where it has one.
     *
     * @param value the figure; null where it is not determined
     * @param interval its interval; null where there is none
     * @param unit what it is a figure of
     */
    record Figure(@Nullable Double value, @Nullable Interval interval, FigureUnit unit) implements Cell {}

    /**
     * A claim, or that there is none.
     *
     * @param words one or two words
     * @param tone whether the claim is a good one for the method
     */
    record Claim(String words, Tone tone) implements Cell {}

    /** Whether a claim is a good one for the method. */
    enum Tone {
        /** It is. */
        GOOD,
        /** It is not. */
        BAD,
        /** Nothing is claimed. */
        OPEN
    }

    /** Words. */
    static Cell text(String text) {
        return new Text(text);
    }

    /** A number of things. */
    static Cell count(long count) {
        return new Count(count);
    }

    /** A figure without an interval. */
    static Cell figure(@Nullable Double value, FigureUnit unit) {
        return new Figure(value, null, unit);
    }

    /** A figure with its interval. */
    static Cell figure(@Nullable Double value, @Nullable Interval interval, FigureUnit unit) {
        return new Figure(value, interval, unit);
    }

    /** A claim. */
    static Cell claim(String words, Tone tone) {
        return new Claim(words, tone);
    }
}
