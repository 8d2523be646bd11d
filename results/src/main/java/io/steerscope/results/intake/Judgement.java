package io.steerscope.results.intake;

import io.steerscope.schemas.record.FailureKind;

/** What becomes of a record. */
public sealed interface Judgement<T> {

    /**
     * It counts.
     *
     * @param key the key that it counts under
     * @param value what is kept of it
     */
    record Accepted<T>(String key, T value) implements Judgement<T> {}

    /**
     * It takes back whatever counts under its key.
     *
     * @param key a key of the topic
     */
    record Retracted<T>(String key) implements Judgement<T> {}

    /** It is a good record that is none of the aggregator's concern, as a dead letter that names no job. */
    record Ignored<T>() implements Judgement<T> {}

    /**
     * It does not count.
     *
     * @param kind what is wrong
     * @param reason one line; may hold text of the record as it is
     */
    record Refused<T>(FailureKind kind, String reason) implements Judgement<T> {}
}
