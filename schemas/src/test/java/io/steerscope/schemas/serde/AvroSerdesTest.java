package io.steerscope.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AvroSerdesTest {

    private static final String TOPIC = "steerscope.jobs";

    private final Serde<GenerationJob> jobs = AvroSerdes.forRecord(GenerationJob.class);

    @ParameterizedTest
    @MethodSource("io.steerscope.schemas.serde.SampleRecords#all")
    void everyRecordSurvivesTheWayThroughBytes(SpecificRecord value) {
        assertThat(throughBytes(value.getClass(), value)).isEqualTo(value);
    }

    @Test
    void everyRecordThatTravelsHasASample() {
        assertThat(SampleRecords.all()).extracting(Object::getClass).containsExactlyElementsOf(RecordSchemas.CLASSES);
    }

    @Test
    void bytesAreSingleObjectEncodedWithTheFingerprintOfTheSchema() {
        byte[] bytes = jobs.serializer().serialize(TOPIC, SampleRecords.job());

        assertThat(bytes).startsWith(0xC3, 0x01);
        assertThat(Long.reverseBytes(ByteBuffer.wrap(bytes).getLong(2)))
                .isEqualTo(ReleasedSchemas.fingerprint(GenerationJob.getClassSchema()));
    }

    @Test
    void aTombstonePassesAsNull() {
        assertThat(jobs.serializer().serialize(TOPIC, null)).isNull();
        assertThat(jobs.deserializer().deserialize(TOPIC, null)).isNull();
    }

    @Test
    void everyTruncationOfARecordIsRefused() {
        byte[] bytes = jobs.serializer().serialize(TOPIC, SampleRecords.job());

        IntStream.range(10, bytes.length)
                .forEach(length -> assertRefused(
                        Arrays.copyOf(bytes, length), "value of %d bytes in topic %s is no".formatted(length, TOPIC)));
        assertRefused(
                Arrays.copyOf(bytes, bytes.length - 3),
                "value of %d bytes in topic steerscope.jobs is no GenerationJob: truncated"
                        .formatted(bytes.length - 3));
    }

    @Test
    void bytesInAnotherEncodingAreRefused() {
        assertRefused(new byte[0], "not in Avro single-object encoding");
        assertRefused("{\"a\":1,\"b\":2}".getBytes(), "not in Avro single-object encoding");
    }

    @Test
    void anUnknownSchemaIsRefusedWithItsFingerprint() {
        byte[] bytes = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0};

        assertRefused(bytes, "unknown schema fingerprint 0807060504030201");
    }

    @Test
    void aRecordSaysInAHeaderWhichVersionOfItsSchemaItHas() {
        RecordHeaders headers = new RecordHeaders();

        AvroSerdes.serializer(MarginScore.class).serialize("scores", headers, SampleRecords.score());

        assertThat(headers).containsExactly(new RecordHeader("steerscope-schema-version", new byte[] {'1', '0'}));
        assertThat(AvroSerdes.deserializer(MarginScore.class)
                        .deserialize(
                                "scores",
                                headers,
                                AvroSerdes.serializer(MarginScore.class).serialize("scores", SampleRecords.score())))
                .isEqualTo(SampleRecords.score());
    }

    @Test
    void aRecordOfANewerReleaseIsNoBrokenOne() {
        byte[] bytes = AvroSerdes.serializer(MarginScore.class).serialize("scores", SampleRecords.score());
        RecordHeaders headers =
                new RecordHeaders(List.of(new RecordHeader(SchemaVersion.HEADER, new byte[] {'1', '1'})));

        assertThatExceptionOfType(NewerSchemaException.class)
                .isThrownBy(() -> AvroSerdes.deserializer(MarginScore.class).deserialize("scores", headers, bytes))
                .withMessage(
                        "topic scores holds a MarginScore of schema version 11, this release reads up to version 10:"
                                + " upgrade this process, and after it those that write the topic");
    }

    @Test
    void aStoreMindsNoHeadersWhichAreThoseOfAnotherRecord() {
        Serde<MarginScore> serde = AvroSerdes.forStore(MarginScore.class);
        RecordHeaders headers =
                new RecordHeaders(List.of(new RecordHeader(SchemaVersion.HEADER, new byte[] {'1', '1'})));

        byte[] bytes = serde.serializer().serialize("store", headers, SampleRecords.score());

        assertThat(serde.deserializer().deserialize("store", headers, bytes)).isEqualTo(SampleRecords.score());
        assertThat(headers).containsExactly(new RecordHeader(SchemaVersion.HEADER, new byte[] {'1', '1'}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-7", "7 ", "99999", "7\n"})
    void aVersionThatIsNoneIsLeftAlone(String version) {
        byte[] bytes = AvroSerdes.serializer(MarginScore.class).serialize("scores", SampleRecords.score());
        RecordHeaders headers = new RecordHeaders(
                List.of(new RecordHeader(SchemaVersion.HEADER, version.getBytes(StandardCharsets.UTF_8))));

        assertThat(AvroSerdes.deserializer(MarginScore.class).deserialize("scores", headers, bytes))
                .isEqualTo(SampleRecords.score());
    }

    @Test
    void aRecordOfAnotherKindIsRefusedByName() {
        byte[] bytes = AvroSerdes.serializer(MarginScore.class).serialize(TOPIC, SampleRecords.score());

        assertRefused(bytes, "it holds a MarginScore");
    }

    @Test
    void surplusBytesAreRefused() {
        byte[] bytes = jobs.serializer().serialize(TOPIC, SampleRecords.job());

        assertRefused(Arrays.copyOf(bytes, bytes.length + 2), "2 surplus bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000L, Integer.MAX_VALUE - 100L, Long.MAX_VALUE / 2, -1})
    void aLengthOrCountBeyondTheValueReservesNoMemory(long length) throws IOException {
        byte[] bytes = jobs.serializer().serialize(TOPIC, SampleRecords.job());

        assertRefused(withLong(bytes, 10, length), "is no GenerationJob");
        assertRefused(withLong(bytes, exemplarCount(bytes), length), "is no GenerationJob");
        assertThat(bytes[10]).as("length of the experiment id").isEqualTo((byte) 6);
        assertThat(Arrays.mismatch(bytes, withLong(bytes, exemplarCount(bytes), 1)))
                .isEqualTo(-1);
    }

    @Test
    void aRecordThatLacksARequiredFieldIsNotWritten() {
        GenerationJob job = new GenerationJob(
                new Identity(null, "p", "m", 0.5, 1L), "c", "a", "b", List.of(), SampleRecords.SETTINGS, null);

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> jobs.serializer().serialize(TOPIC, job))
                .withMessageContaining("GenerationJob for topic steerscope.jobs cannot be encoded")
                .withMessageContaining("experimentId");
    }

    @ParameterizedTest
    @MethodSource("io.steerscope.schemas.serde.SampleRecords#all")
    void aValueWrittenWithAReleasedSchemaIsReadAsThePresentRecord(SpecificRecord value) throws IOException {
        List<Schema> versions =
                ReleasedSchemas.onClassPath().versionsOf(value.getSchema().getFullName());

        assertThat(versions).isNotEmpty();
        for (Schema version : versions) {
            byte[] bytes = new BinaryMessageEncoder<Object>(new GenericData(), version)
                    .encode(GenericRecords.of(value, version))
                    .array();
            SpecificRecord read = AvroSerdes.deserializer(value.getClass()).deserialize(TOPIC, bytes);
            for (Schema.Field field : value.getSchema().getFields()) {
                boolean isNewer = version.getField(field.name()) == null;
                assertThat(read.get(field.pos()))
                        .as(field.name())
                        .isEqualTo(isNewer ? SpecificData.get().getDefaultValue(field) : value.get(field.pos()));
            }
        }
    }

    @Test
    void aScoreOfTheFirstReleaseIsReadAsOneThatDoesNotSayWhereItsImageIs() throws IOException {
        // given
        MarginScore score = SampleRecords.score();
        Schema first = ReleasedSchemas.onClassPath()
                .versionsOf(MarginScore.getClassSchema().getFullName())
                .get(0);
        byte[] bytes = new BinaryMessageEncoder<Object>(new GenericData(), first)
                .encode(GenericRecords.of(score, first))
                .array();

        // when
        MarginScore read = AvroSerdes.deserializer(MarginScore.class).deserialize(TOPIC, bytes);

        // then
        assertThat(read.getImagePosition()).isNull();
        assertThat(read.getMargin()).isEqualTo(score.getMargin());
        assertThat(read.getScoredAt()).isEqualTo(score.getScoredAt());
    }

    /** Offset of the number of exemplars, which stands before the only exemplar. */
    private static int exemplarCount(byte[] job) {
        return new String(job, StandardCharsets.ISO_8859_1).indexOf("colour-02") - 2;
    }

    /** {@code bytes} with the one byte at {@code offset} replaced by {@code value} in Avro's variable-length coding. */
    private static byte[] withLong(byte[] bytes, int offset, long value) throws IOException {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(changed, null);
        changed.write(bytes, 0, offset);
        encoder.writeLong(value);
        changed.write(bytes, offset + 1, bytes.length - offset - 1);
        return changed.toByteArray();
    }

    private static <T extends SpecificRecord> T throughBytes(Class<T> type, SpecificRecord value) {
        Serde<T> serde = AvroSerdes.forRecord(type);
        return serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, type.cast(value)));
    }

    private void assertRefused(byte[] bytes, String problem) {
        Deserializer<GenerationJob> deserializer = jobs.deserializer();
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
