package io.steerscope.worker.stage;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.Identity;

/**
 * What a record is about, as far as it can be told.
 *
 * @param identity identity of the job, or null where the record could not be read
 * @param category category of the prompt pair, or null where the record could not be read
 * @param place place of its item among those of its cell, from 0; null where the record could not be read or has none
 */
public record Subject(@Nullable Identity identity, @Nullable String category, @Nullable Integer place) {

    /** The subject of a record that could not be read. */
    public static final Subject UNKNOWN = new Subject(null, null, null);
}
