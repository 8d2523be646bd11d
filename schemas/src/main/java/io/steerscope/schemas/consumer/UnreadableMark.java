package io.steerscope.schemas.consumer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import io.steerscope.schemas.record.FailureKind;

/**
 * The header of a record that stands for one that cannot be read. A {@link PersistentConsumer} puts it on; a header of
 * this name that came with a record is none.
 */
public final class UnreadableMark implements Header {

    private static final String NAME = "steerscope-unreadable";

    private final FailureKind kind;
    private final String line;

    private UnreadableMark(FailureKind kind, String line) {
        this.kind = kind;
        this.line = line;
    }

    /** The mark among headers, if the record could not be read. */
    public static Optional<UnreadableMark> of(Headers headers) {
        return headers.lastHeader(NAME) instanceof UnreadableMark mark ? Optional.of(mark) : Optional.empty();
    }

    /** A record without key, value and time, in the place of one that cannot be read. */
    static ConsumerRecord<byte[], byte[]> standIn(UnreadableRecords.Finding finding) {
        return new ConsumerRecord<>(
                finding.partition().topic(),
                finding.partition().partition(),
                finding.offset(),
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                null,
                new RecordHeaders().add(new UnreadableMark(finding.kind(), finding.line())),
                Optional.empty());
    }

    /** The kind of the dead letter. */
    public FailureKind kind() {
        return kind;
    }

    /** Why the record cannot be read, in one line. */
    public String line() {
        return line;
    }

    @Override
    public String key() {
        return NAME;
    }

    @Override
    public byte[] value() {
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
