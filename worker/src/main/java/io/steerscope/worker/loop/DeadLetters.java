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
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterHeader;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.Subject;

/** Writes dead letters: the failed record as it was, and why it failed. */
final class DeadLetters {

    private final StageDefinition<?, ?, ?> stage;
    private final Clock clock;
    private final Serializer<DeadLetter> serializer = AvroSerdes.serializer(DeadLetter.class);

    DeadLetters(StageDefinition<?, ?, ?> stage, Clock clock) {
        this.stage = stage;
        this.clock = clock;
    }

    /** The dead letter of {@code input}, with its bytes. */
    ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> input, Subject subject, FailureKind kind, String error) {
        return encode(input, subject, kind, error, input.value());
    }

    /** The dead letter of a record that is too large to be repeated: it says where the record is. */
    ProducerRecord<byte[], byte[]> withoutValue(
            ConsumerRecord<byte[], byte[]> input, Subject subject, FailureKind kind, String error) {
        return encode(input, subject, kind, error, null);
    }

    private ProducerRecord<byte[], byte[]> encode(
            ConsumerRecord<byte[], byte[]> input,
            Subject subject,
            FailureKind kind,
            String error,
            byte @Nullable [] value) {
        DeadLetter letter = DeadLetter.newBuilder()
                .setStage(stage.name())
                .setKind(kind)
                .setError(error)
                .setIdentity(subject.identity())
                .setCategory(subject.category())
                .setScorerId(stage.scorerId())
                .setTopic(input.topic())
                .setPartition(input.partition())
                .setOffset(input.offset())
                .setOriginalKey(wrap(input.key()))
                .setOriginalHeaders(headers(input))
                .setOriginalValue(wrap(value))
                .setFailedAt(clock.instant())
                .build();
        return new ProducerRecord<>(
                stage.deadLetterTopic(), key(input), serializer.serialize(stage.deadLetterTopic(), letter));
    }

    private static byte[] key(ConsumerRecord<byte[], byte[]> input) {
        byte[] key = input.key();
        if (key != null && isPrintable(key)) {
            return key;
        }
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
