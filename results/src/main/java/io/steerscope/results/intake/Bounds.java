package io.steerscope.results.intake;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.FailureKind;

/** Bounds of the parts of a record; what is beyond one is refused in a line that names the part. */
final class Bounds {

    /** Bytes that an internal topic takes in any case: Kafka's default of 1 MiB, less what goes around a record. */
    static final int STORED_BYTES = 1_000_000;

    /** Characters of checksums, names of bundles, media types and the like. */
    static final int NAME_LENGTH = 200;

    private static final int UTF8_BYTES = 3;

    private Bounds() {}

    /** Whether {@code key} is the key of a job, in the one form that it has. */
    static boolean isJobKey(String key) {
        try {
            return RecordKeys.jobKey(RecordKeys.parseJobKey(key)).equals(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static void text(String name, String text, int most) {
        if (text.length() > most) {
            throw limit("its %s has %d characters, more than %d".formatted(name, text.length(), most));
        }
    }

    static void name(String name, String text) {
        text(name, text, NAME_LENGTH);
    }

    /** As {@link #name}, of what may be absent. */
    static void nameOrNone(String name, @Nullable String text) {
        if (text != null) {
            name(name, text);
        }
    }

    /** Refuses texts that are too long together to be stored. */
    static void stored(String... texts) {
        long most = 0;
        for (String text : texts) {
            most += (long) UTF8_BYTES * text.length();
        }
        if (most > STORED_BYTES) {
            throw limit("its texts have some %d bytes together, more than %d".formatted(most, STORED_BYTES));
        }
    }

    static void count(String name, int count, int least, int most) {
        if (count < least) {
            throw invalid("it has %d %s, fewer than %d".formatted(count, name, least));
        }
        if (count > most) {
            throw limit("it has %d %s, more than %d".formatted(count, name, most));
        }
    }

    static void distinct(String name, Collection<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                throw invalid("it names %s %s twice".formatted(name, value));
            }
        }
    }

    static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw invalid("its %s is %d".formatted(name, value));
        }
    }

    /** Refuses places of items below 0; null is none, and may be. */
    static void place(@Nullable Integer place) {
        if (place != null) {
            atLeast("place", place, 0);
        }
    }

    /** Refuses ids that cannot be ones, or are not in alphabetical order, each once. */
    static void ascendingIds(String name, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            RecordKeys.checkId(name + " id", ids.get(i));
            if (i > 0 && ids.get(i - 1).compareTo(ids.get(i)) >= 0) {
                throw invalid("its %ss are not in alphabetical order, each once: %s before %s"
                        .formatted(name, ids.get(i - 1), ids.get(i)));
            }
        }
    }

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw invalid("its %s is %s".formatted(name, value));
        }
    }

    /** Refuses numbers outside [-most, most] and NaN. */
    static void magnitude(String name, double value, double most) {
        if (!(Math.abs(value) <= most)) {
            throw invalid("its %s is %s".formatted(name, value));
        }
    }

    /** Refuses bytes that are no vector of float32 of length 1; null is none, and may be. */
    static void unitVector(String name, @Nullable ByteBuffer bytes) {
        if (bytes == null || EmbeddingBytes.isUnit(bytes)) {
            return;
        }
        if (bytes.remaining() % Float.BYTES != 0) {
            throw invalid("its %s has %d bytes, which are no vector of float32".formatted(name, bytes.remaining()));
        }
        throw invalid("its %s has length %s, not 1".formatted(name, EmbeddingBytes.length(bytes)));
    }

    static RefusalException invalid(String reason) {
        return new RefusalException(FailureKind.INVALID_REQUEST, reason);
    }

    static RefusalException limit(String reason) {
        return new RefusalException(FailureKind.LIMIT_EXCEEDED, reason);
    }

    static RefusalException malformed(String reason) {
        return new RefusalException(FailureKind.MALFORMED_RECORD, reason);
    }
}
