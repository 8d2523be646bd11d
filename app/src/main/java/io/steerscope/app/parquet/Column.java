package io.steerscope.app.parquet;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param name name of the column
 * @param kind what its values are
 * @param value its value in a row: a {@code String}, {@code Double}, {@code Long}, {@code Boolean}, {@code Instant},
 *     {@code float[]} or {@link Neighbours}, as {@code kind} says; null where it is not known
 * @param <R> a row
 */
public record Column<R>(String name, Kind kind, Function<R, @Nullable Object> value) {

    /** What the values of a column are. */
    public enum Kind {
        TEXT,
        REAL,
        WHOLE,
        FLAG,
        TIME,
        VECTOR,
        /** A {@link Neighbours}: a struct of two lists, {@code ids} and {@code distances}. */
        NEIGHBOURS
    }
}
