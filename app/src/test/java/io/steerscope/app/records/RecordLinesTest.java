package io.steerscope.app.records;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.schemas.serde.ReleasedSchemas;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;

class RecordLinesTest {

    private static final Detail SHORT = new Detail(false, false);
    private static final Detail FULL = new Detail(true, true);
    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();
    private static final byte[] KEY = "first/pair/lerp/1.0/7".getBytes(StandardCharsets.UTF_8);
    private static final String ONE_AS_BASE64 = "AACAPw==";

    static Stream<Arguments> everyReleasedSchema() {
        return TOPICS.topics().stream()
                .flatMap(topic -> ReleasedSchemas.onClassPath()
                        .versionsOf(topic.valueType().getName())
                        .stream()
                        .map(schema -> Arguments.of(
                                topic, ReleasedSchemas.onClassPath().versionOf(schema), schema)));
    }

    @ParameterizedTest(name = "{0} version {1}")
    @MethodSource("everyReleasedSchema")
    void everyFieldOfEveryVersionIsPrintedUnderItsName(TopicDefinition topic, int version, Schema schema) {
        // when
        JsonNode json = json(topic, FULL, SampleValues.encoded(SampleValues.of(schema)));

        // then
        assertThat(json.path("schema_version").intValue()).isEqualTo(version);
        assertHolds(json.path("value"), schema);
    }

    private static void assertHolds(JsonNode json, Schema schema) {
        for (Schema.Field field : schema.getFields()) {
            Schema type = present(field.schema());
            String inBase64 = field.name() + "Base64";
            JsonNode value = json.has(inBase64) ? json.path(inBase64) : json.path(field.name());
            assertThat(value.isMissingNode()).as("%s in %s", field.name(), json).isFalse();
            switch (type.getType()) {
                case RECORD -> assertHolds(value, type);
                case STRING -> assertThat(value.textValue()).isEqualTo(field.name());
                case INT, FLOAT, DOUBLE -> assertThat(value.doubleValue()).isEqualTo(7);
                case LONG ->
                    assertThat(value.asText())
                            .isEqualTo(type.getLogicalType() == null ? "7" : "1970-01-01T00:00:00.007Z");
                case BOOLEAN -> assertThat(value.booleanValue()).isTrue();
                case ENUM ->
                    assertThat(value.textValue())
                            .isEqualTo(type.getEnumSymbols().get(0));
                case ARRAY -> assertThat(value.isArray()).isTrue();
                default -> assertThat(value.isTextual() || value.isArray()).isTrue();
            }
        }
    }

    private static Schema present(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void embeddingsArePrintedWhereTheyAreAskedForAndTheirSizeAlways() {
        // given
        byte[] score = SampleValues.encoded(SampleValues.of(SampleValues.latest("MarginScore")));

        // when
        JsonNode brief = json(TOPICS.scores(), SHORT, score).path("value");
        JsonNode full = json(TOPICS.scores(), FULL, score).path("value");

        // then
        assertThat(brief.has("embedding")).isFalse();
        assertThat(brief.has("imageEmbedding")).isFalse();
        assertThat(brief.path("embeddingElements").intValue()).isEqualTo(1);
        assertThat(full.path("embedding").toString()).isEqualTo("[1.0]");
        assertThat(full.path("imageEmbedding").toString()).isEqualTo("[7.0]");
        assertThat(full.path("imageEmbeddingElements").intValue()).isEqualTo(1);
    }

    @Test
    void whatIsAbsentIsNull() {
        // given
        GenericRecord score = SampleValues.of(SampleValues.latest("MarginScore"));
        score.put("embedding", null);
        score.put("tokens", null);

        // when
        JsonNode value =
                json(TOPICS.scores(), SHORT, SampleValues.encoded(score)).path("value");

        // then
        assertThat(value.get("embedding").isNull()).isTrue();
        assertThat(value.get("tokens").isNull()).isTrue();
        assertThat(value.has("embeddingElements")).isFalse();
    }

    @Test
    void aMarginThatIsNoNumberIsNeitherZeroNorNull() {
        // given
        GenericRecord score = SampleValues.of(SampleValues.latest("MarginScore"));
        score.put("margin", Double.NaN);

        // when
        JsonNode value =
                json(TOPICS.scores(), SHORT, SampleValues.encoded(score)).path("value");

        // then
        assertThat(value.path("margin").textValue()).isEqualTo("NaN");
    }

    @Test
    void theBytesOfImagesArePrintedWhereTheyAreAskedForAndTheirSizeAlways() {
        // given
        byte[] image = SampleValues.encoded(SampleValues.of(SampleValues.latest("GeneratedImage")));

        // when
        JsonNode brief = json(TOPICS.images(), SHORT, image).path("value").path("image");
        JsonNode full = json(TOPICS.images(), new Detail(true, false), image)
                .path("value")
                .path("image");

        // then
        assertThat(brief.has("bytes")).isFalse();
        assertThat(brief.path("sizeBytes").intValue()).isEqualTo(4);
        assertThat(full.path("bytes").textValue()).isEqualTo(ONE_AS_BASE64);
    }

    @Test
    void aDeadLetterSaysItsReasonAndTheBytesThatAreTextAsText() {
        // given
        GenericRecord letter = SampleValues.of(SampleValues.latest("DeadLetter"));
        letter.put("error", "the image is black");
        letter.put("originalKey", ByteBuffer.wrap(KEY));
        letter.put("originalValue", ByteBuffer.wrap(new byte[] {(byte) 0xFF, 1}));

        // when
        JsonNode brief =
                json(TOPICS.deadLetters(), SHORT, SampleValues.encoded(letter)).path("value");
        JsonNode full =
                json(TOPICS.deadLetters(), FULL, SampleValues.encoded(letter)).path("value");

        // then
        assertThat(brief.path("error").textValue()).isEqualTo("the image is black");
        assertThat(brief.path("kind").textValue()).isEqualTo("MALFORMED_RECORD");
        assertThat(brief.path("originalKey").textValue()).isEqualTo("first/pair/lerp/1.0/7");
        assertThat(brief.path("originalHeaders").path(0).path("valueBase64").textValue())
                .isEqualTo(ONE_AS_BASE64);
        assertThat(brief.has("originalValue")).isFalse();
        assertThat(brief.path("originalValueSizeBytes").intValue()).isEqualTo(2);
        assertThat(full.path("originalValue").textValue()).isEqualTo("/wE=");
    }

    @Test
    void aTombstoneHasTheValueNull() {
        // when
        JsonNode json = json(TOPICS.scores(), SHORT, null);

        // then
        assertThat(json.get("value").isNull()).isTrue();
        assertThat(json.path("key").textValue()).isEqualTo("first/pair/lerp/1.0/7");
        assertThat(json.has("error")).isFalse();
    }

    @Test
    void whatCannotBeDecodedSaysWhyAndIsGivenByteForByte() {
        // given
        byte[] foreign = {0, 1, 2};
        byte[] job = SampleValues.encoded(SampleValues.of(SampleValues.latest("GenerationJob")));
        RecordLines lines = new RecordLines(TOPICS.scores(), SHORT, false, null);

        // when
        JsonNode other = parsed(lines.of(record(KEY, foreign)));
        JsonNode misplaced = parsed(lines.of(record(KEY, job)));

        // then
        assertThat(other.path("error").textValue()).contains("is no MarginScore: not in Avro single-object encoding");
        assertThat(other.path("value_base64").textValue()).isEqualTo("AAEC");
        assertThat(other.has("value")).isFalse();
        assertThat(misplaced.path("error").textValue()).endsWith("it holds a GenerationJob");
        assertThat(Base64.getDecoder().decode(misplaced.path("value_base64").textValue()))
                .isEqualTo(job);
        assertThat(lines.undecodable()).isEqualTo(2);
    }

    @Test
    void aRecordOfANewerReleaseIsToldSo() {
        // given
        ConsumerRecord<byte[], byte[]> newer = record(KEY, new byte[] {(byte) 0xC3, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        newer.headers().add("steerscope-schema-version", "9999".getBytes(StandardCharsets.UTF_8));

        // when
        JsonNode json = parsed(new RecordLines(TOPICS.scores(), SHORT, false, null).of(newer));

        // then
        assertThat(json.path("error").textValue()).contains("MarginScore of schema version 9999");
        assertThat(json.path("headers").path(0).path("value").textValue()).isEqualTo("9999");
    }

    @Test
    void keysAndHeadersAreTextWhereTheyAreText() {
        // given
        ConsumerRecord<byte[], byte[]> record = record(new byte[] {(byte) 0xC3}, null);
        record.headers().add("trace", "a".getBytes(StandardCharsets.UTF_8));
        record.headers().add("trace", null);
        record.headers().add("binary", new byte[] {(byte) 0xFF});

        // when
        JsonNode json = parsed(new RecordLines(TOPICS.scores(), SHORT, false, null).of(record));

        // then
        assertThat(json.has("key")).isFalse();
        assertThat(json.path("key_base64").textValue()).isEqualTo("ww==");
        assertThat(json.path("headers").toString())
                .isEqualTo("[{\"key\":\"trace\",\"value\":\"a\"},{\"key\":\"trace\",\"value\":null},"
                        + "{\"key\":\"binary\",\"value_base64\":\"/w==\"}]");
    }

    @Test
    void aLineShowsNothingHiddenAndIsTheSameJson() {
        // given
        String hidden = "a\u202Eb\u0000c\nd\u009Be \\u000A é 漢";
        GenericRecord text = SampleValues.of(SampleValues.latest("TextEmbedding"));
        text.put("text", hidden);

        for (boolean isIndented : new boolean[] {false, true}) {
            // when
            String line = new RecordLines(TOPICS.textEmbeddings(), SHORT, isIndented, null)
                    .of(record(KEY, SampleValues.encoded(text)))
                    .orElseThrow();

            // then
            assertThat(line).doesNotContain("\u202E", "\u009B", "\u0000").contains("é 漢");
            assertThat(line.lines().count() > 1).isEqualTo(isIndented);
            assertThat(parsed(Optional.of(line)).path("value").path("text").textValue())
                    .isEqualTo(hidden);
        }
    }

    @Test
    void recordsOfAnExperimentAreToldByTheirKeysAndLettersByTheirJobs() {
        // given
        GenericRecord letter = SampleValues.of(SampleValues.latest("DeadLetter"));
        ((GenericRecord) letter.get("identity")).put("experimentId", "first");
        byte[] ofFirst = SampleValues.encoded(letter);
        letter.put("identity", null);
        byte[] ofNobody = SampleValues.encoded(letter);
        List<String> shown = new ArrayList<>();

        // when
        for (String key : List.of("first", "first/a", "firsts/a", "other", "first2")) {
            new RecordLines(TOPICS.scores(), SHORT, false, "first")
                    .of(record(key.getBytes(StandardCharsets.UTF_8), null))
                    .ifPresent(line -> shown.add(key));
        }
        RecordLines letters = new RecordLines(TOPICS.deadLetters(), SHORT, false, "first");

        // then
        assertThat(shown).containsExactly("first", "first/a");
        assertThat(letters.of(record("images/3/7".getBytes(StandardCharsets.UTF_8), ofFirst)))
                .isPresent();
        assertThat(letters.of(record("images/3/7".getBytes(StandardCharsets.UTF_8), ofNobody)))
                .isEmpty();
        assertThat(letters.of(record(null, ofNobody))).isEmpty();
    }

    private static JsonNode json(TopicDefinition topic, Detail detail, byte @Nullable [] value) {
        return parsed(new RecordLines(topic, detail, false, null).of(record(KEY, value)));
    }

    private static JsonNode parsed(Optional<String> line) {
        try {
            return new ObjectMapper().readTree(line.orElseThrow());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                "t", 3, 42, 5_000, TimestampType.CREATE_TIME, 1, 1, key, value, new RecordHeaders(), Optional.empty());
    }
}
