package io.steerscope.schemas.deadletter;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.consumer.UnreadableMark;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterHeader;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.text.VisibleText;

/** Writes the dead letters of one stage. Safe for use by several threads. */
public final class DeadLetterWriter {

    /** What is kept free for the batch around a letter, its header and the fields that are always there. */
    private static final int OVERHEAD_BYTES = 4 * 1024;

    private static final int MOST_ERROR_CHARACTERS = 1_000;
    private static final int LONGEST_KEY_IN_BARE = 1024;
    private static final int LONGEST_BARE = 16 * 1024;

    private final String stage;
    private final @Nullable String scorerId;
    private final String topic;
    private final long mostBytes;
    private final Clock clock;
    private final Serializer<DeadLetter> serializer = AvroSerdes.serializer(DeadLetter.class);

    /**
     * @param stage name of the stage, such as {@code aggregator}
     * @param scorerId the scorer bundle of the stage, or null
     * @param topic the topic of dead letters
     * @param mostBytes the largest batch that this topic takes
     * @param clock tells when the record failed
     */
    public DeadLetterWriter(String stage, @Nullable String scorerId, String topic, long mostBytes, Clock clock) {
        this.stage = stage;
        this.scorerId = scorerId;
        this.topic = topic;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /**
     * The dead letter of a record, which the topic takes: with everything, or without what is too large to be repeated.
     *
     * @param error why it failed; cut to 1,000 characters, hidden ones escaped
     * @param identity the job that the record is about, or null if that is not known or is to count as nobody's
     * @param category category of that job, or null
     * @param place place of its item, or null
     */
    public ProducerRecord<byte[], byte[]> write(
            FailedRecord failed,
            FailureKind kind,
            String error,
            @Nullable Identity identity,
            @Nullable String category,
            @Nullable Integer place) {
        byte[] key = key(failed);
        long room = mostBytes - OVERHEAD_BYTES - 4L * MOST_ERROR_CHARACTERS - key.length;
        FailedRecord withoutValue = failed.withoutValue();
        boolean hasValue = failed.size() <= room;
        boolean hasHeaders = withoutValue.size() <= room;
        boolean hasKey = failed.key() == null || failed.key().length <= room;
        byte[] value = failed.value();
        String told = hasValue || value == null
                ? shortened(error)
                : shortened(error) + " (the value of " + value.length + " bytes is left out)";
        DeadLetter.Builder letter = letter(failed, kind, told, identity, category, place)
                .setOriginalKey(hasKey ? wrap(failed.key()) : null)
                .setOriginalHeaders(hasHeaders ? headers(failed) : List.of())
                .setOriginalValue(hasValue ? wrap(value) : null)
                .setWhole(hasValue && failed.isRead());
        return encode(key, letter.build());
    }

    /**
     * The dead letter of a record that cannot be repeated, since it is too large or could not be read: it says where
     * the record is, and has at most 16 KiB whatever the record holds. Parameters are those of {@link #write}.
     */
    public ProducerRecord<byte[], byte[]> writeBare(
            FailedRecord failed,
            FailureKind kind,
            String error,
            @Nullable Identity identity,
            @Nullable String category,
            @Nullable Integer place) {
        byte[] originalKey = failed.key();
        boolean longKey = originalKey != null && originalKey.length > LONGEST_KEY_IN_BARE;
        DeadLetter.Builder letter = letter(failed, kind, shortened(error), identity, category, place)
                .setOriginalKey(longKey ? null : wrap(originalKey))
                .setOriginalHeaders(List.of())
                .setOriginalValue(null)
                .setWhole(false);
        byte[] key = longKey ? position(failed) : key(failed);
        ProducerRecord<byte[], byte[]> bare = encode(key, letter.build());
        return bare.value().length <= LONGEST_BARE
                ? bare
                : encode(
                        key,
                        letter.setIdentity(null)
                                .setCategory(null)
                                .setPlace(null)
                                .build());
    }

    private DeadLetter.Builder letter(
            FailedRecord failed,
            FailureKind kind,
            String error,
            @Nullable Identity identity,
            @Nullable String category,
            @Nullable Integer place) {
        return DeadLetter.newBuilder()
                .setStage(stage)
                .setKind(kind)
                .setError(error)
                .setIdentity(identity)
                .setCategory(category)
                .setPlace(place)
                .setScorerId(scorerId)
                .setTopic(failed.topic())
                .setPartition(failed.partition())
                .setOffset(failed.offset())
                .setOriginalTimestamp(failed.timestamp() < 0 ? null : Instant.ofEpochMilli(failed.timestamp()))
                .setFailedAt(clock.instant());
    }

    private ProducerRecord<byte[], byte[]> encode(byte[] key, DeadLetter letter) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = serializer.serialize(topic, headers, letter);
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    /** The key of the record if it is text that fits, else its position. */
    private byte[] key(FailedRecord failed) {
        byte[] key = failed.key();
        return key != null && 2L * key.length + OVERHEAD_BYTES < mostBytes / 2 && isPrintable(key)
                ? key
                : position(failed);
    }

    private static byte[] position(FailedRecord failed) {
        return failed.position().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isPrintable(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String shortened(String error) {
        String visible = VisibleText.of(error.substring(0, Math.min(error.length(), MOST_ERROR_CHARACTERS + 1)));
        return visible.length() <= MOST_ERROR_CHARACTERS ? visible : visible.substring(0, MOST_ERROR_CHARACTERS) + "…";
    }

    private static List<DeadLetterHeader> headers(FailedRecord failed) {
        List<DeadLetterHeader> headers = new ArrayList<>();
        for (Header header : failed.headers()) {
            if (header instanceof UnreadableMark) {
                continue;
            }
            headers.add(new DeadLetterHeader(header.key(), wrap(header.value())));
        }
        return headers;
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
