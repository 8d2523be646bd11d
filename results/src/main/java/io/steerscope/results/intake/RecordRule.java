package io.steerscope.results.intake;

import java.util.Optional;

/**
 * What a record of one topic has to be. Methods throw {@link RefusalException}, or {@link IllegalArgumentException}
 * where an id cannot stand in a key.
 */
interface RecordRule<T> {

    /** The record in one word, as messages name it. */
    String what();

    /** The largest value in bytes that is decoded. */
    long mostBytes();

    /** The key that the record belongs under; empty where it has to be under none in particular. */
    Optional<String> ownKey(T record);

    /** Whether a key can be that of a record, so that a tombstone under it takes one back. */
    boolean isKey(String key);

    /**
     * Looks at the record.
     *
     * @return what becomes of it; {@code key} is {@link #ownKey}, or the key of the record
     */
    Judgement<T> judge(String key, T record);
}
