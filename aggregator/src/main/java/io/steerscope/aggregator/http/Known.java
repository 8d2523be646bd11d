package io.steerscope.aggregator.http;

import java.util.Collection;

import io.steerscope.aggregator.report.UnknownSubjectException;

/** Refuses filters that nothing can match. */
final class Known {

    private Known() {}

    /**
     * Accepts the empty text and what is known.
     *
     * @throws UnknownSubjectException if the id is another
     */
    static void require(String kind, String id, Collection<String> known) {
        if (!id.isEmpty() && !known.contains(id)) {
            throw UnknownSubjectException.of(kind, id, known);
        }
    }
}
