package io.steerscope.aggregator.deadletter;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;

/**
 * A dead letter in its topic.
 *
 * @param position where it is; without topic
 * @param key its key as it is, or null
 * @param letter what it says, without the value of the record that failed
 * @param valueBytes bytes of that value, or -1 if the letter has none
 * @param state what has become of it
 * @param retriedAt when its record was put back; null if it was not
 */
public record StoredLetter(
        LetterPosition position,
        byte @Nullable [] key,
        DeadLetter letter,
        long valueBytes,
        LetterState state,
        @Nullable Instant retriedAt) {

    /** Key of the job that it is about; none if it names no job, or not by a valid identity. */
    public Optional<String> job() {
        if (letter.getIdentity() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(RecordKeys.jobKey(letter.getIdentity()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the letter holds all of its record; of letters of earlier versions, which do not say, those with a value.
     */
    public boolean isWhole() {
        return letter.getWhole() == null ? valueBytes >= 0 : letter.getWhole();
    }

    /** {@code topic/partition/offset} of the record that failed. */
    public String original() {
        return letter.getTopic() + "/" + letter.getPartition() + "/" + letter.getOffset();
    }

    StoredLetter with(LetterState next, @Nullable Instant at) {
        return new StoredLetter(position, key, letter, valueBytes, next, at);
    }
}
