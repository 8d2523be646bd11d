package io.steerscope.worker.loop;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterHeader;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.Subject;

/** Writes dead letters: the failed record as it was, and why it failed. */
final class DeadLetters {

    /** More than Kafka would take: the encoding alone could exhaust the heap. */
    private static final int LARGEST_VALUE = 32 * 1024 * 1024;

    private static final int LONGEST_ERROR = 1000;
    private static final int LONGEST_IN_BARE = 1024;
    private static final int LONGEST_BARE = 16 * 1024;

    private final StageDefinition<?, ?, ?> stage;
    private final Clock clock;
    private final Serializer<DeadLetter> serializer = AvroSerdes.serializer(DeadLetter.class);

    DeadLetters(StageDefinition<?, ?, ?> stage, Clock clock) {
        this.stage = stage;
        this.clock = clock;
    }

    /** The dead letter of {@code input}, with its bytes unless they are more than Kafka would take. */
    ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> input, Subject subject, FailureKind kind, String error) {
        byte[] value = input.value();
        if (value != null && value.length > LARGEST_VALUE) {
            return bare(input, subject, kind, error + " (the value of " + value.length + " bytes is left out)");
        }
        DeadLetter.Builder letter = letter(input, subject, kind, error)
                .setOriginalKey(wrap(input.key()))
                .setOriginalHeaders(headers(input))
                .setOriginalValue(wrap(value));
        return encode(key(input), letter.build());
    }

    /**
     * The dead letter of a record that cannot be repeated, since it is too large or could not be read: it says where the
     * record is, and is short whatever the record holds.
     */
    ProducerRecord<byte[], byte[]> bare(
            ConsumerRecord<byte[], byte[]> input, Subject subject, FailureKind kind, String error) {
        boolean longKey = input.key() != null && input.key().length > LONGEST_IN_BARE;
        DeadLetter.Builder letter = letter(input, subject, kind, error)
                .setOriginalKey(longKey ? null : wrap(input.key()))
                .setOriginalHeaders(List.of())
                .setOriginalValue(null);
        byte[] key = longKey ? position(input) : key(input);
        ProducerRecord<byte[], byte[]> bare = encode(key, letter.build());
        return bare.value().length <= LONGEST_BARE
                ? bare
                : encode(key, letter.setIdentity(null).setCategory(null).build());
    }

    private DeadLetter.Builder letter(
            ConsumerRecord<byte[], byte[]> input, Subject subject, FailureKind kind, String error) {
        return DeadLetter.newBuilder()
                .setStage(stage.name())
                .setKind(kind)
                .setError(line(error))
                .setIdentity(subject.identity())
                .setCategory(subject.category())
                .setScorerId(stage.scorerId())
                .setTopic(input.topic())
                .setPartition(input.partition())
                .setOffset(input.offset())
                .setFailedAt(clock.instant());
    }

    private ProducerRecord<byte[], byte[]> encode(byte[] key, DeadLetter letter) {
        Headers headers = new RecordHeaders();
        byte[] value = serializer.serialize(stage.deadLetterTopic(), headers, letter);
        return new ProducerRecord<>(stage.deadLetterTopic(), null, key, value, headers);
    }

    /** Record text may be part of an error. */
    private static String line(String error) {
        return VisibleText.of(error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR) + "…");
    }

    private static byte[] key(ConsumerRecord<byte[], byte[]> input) {
        byte[] key = input.key();
        return key != null && isPrintable(key) ? key : position(input);
    }

    private static byte[] position(ConsumerRecord<byte[], byte[]> input) {
        String position = input.topic() + "/" + input.partition() + "/" + input.offset();
        return position.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isPrintable(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static List<DeadLetterHeader> headers(ConsumerRecord<byte[], byte[]> input) {
        List<DeadLetterHeader> headers = new ArrayList<>();
        for (Header header : input.headers()) {
            headers.add(new DeadLetterHeader(header.key(), wrap(header.value())));
        }
        return headers;
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
