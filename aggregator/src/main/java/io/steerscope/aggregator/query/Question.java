package io.steerscope.aggregator.query;

import java.util.Optional;

import io.steerscope.interactivequeries.StateUnavailableException;

/**
 * A question whose answer may be kept. Equal questions have equal answers, so it is to be a record.
 *
 * @param <V> kind of answer
 */
public interface Question<V> {

    /**
     * Finds the answer, which cannot be changed afterwards.
     *
     * @throws StateUnavailableException if not every partition can answer now
     * @throws io.steerscope.results.design.UnknownSubjectException if it is about something that does not exist
     */
    Snapshot<V> ask();

    /** The question whose kept answer this one is made of, with the same version. */
    default Optional<Question<?>> base() {
        return Optional.empty();
    }

    /** Whether the answer depends on the clock as well, so that it ages while nothing happens. */
    default boolean isTimed() {
        return false;
    }
}
