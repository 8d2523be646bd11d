package io.steerscope.schemas.serde;

import java.io.IOException;
import java.util.List;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;

import static org.assertj.core.api.Assertions.assertThat;

/** Embeddings of this release and of those before it. */
class ScoreEmbeddingTest {

    private static final String TOPIC = "steerscope.scores";

    @Test
    void theListOfAnEarlierReleaseIsReadAsTheVectorThatItWas() throws IOException {
        for (Schema version : ReleasedSchemas.onClassPath()
                .versionsOf(MarginScore.getClassSchema().getFullName())) {
            // given
            MarginScore score = copy(SampleRecords.score(), null, List.of(0.6f, 0.8f));
            byte[] bytes = new BinaryMessageEncoder<Object>(new GenericData(), version)
                    .encode(GenericRecords.of(score, version))
                    .array();

            // when
            MarginScore read = AvroSerdes.deserializer(MarginScore.class).deserialize(TOPIC, bytes);

            // then
            assertThat(EmbeddingBytes.ofImage(read)).hasValue(new float[] {0.6f, 0.8f});
        }
    }

    @Test
    void bytesStandAboveAListAndAScoreMayHaveNeither() {
        // given
        MarginScore neither = copy(SampleRecords.score(), null, null);
        MarginScore both = copy(SampleRecords.score(), new float[] {0, 1}, List.of(0.6f, 0.8f));

        // then
        assertThat(EmbeddingBytes.ofImage(neither)).isEmpty();
        assertThat(EmbeddingBytes.ofImage(both)).hasValue(new float[] {0, 1});
    }

    @Test
    void aListOfAReleaseBeforeThatHasNotLengthOneIsNone() {
        for (List<Float> list : List.of(List.<Float>of(), List.of(2f), List.of(Float.NaN, 1f))) {
            assertThat(EmbeddingBytes.ofImage(copy(SampleRecords.score(), null, list)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {144, 512, 1024})
    void anEmbeddingAddsFourBytesAnElementAndTwo(int dimensions) {
        // when
        int without = bytes(copy(SampleRecords.score(), null, null)).length;
        int with = bytes(copy(SampleRecords.score(), vector(dimensions), null)).length;

        // then: the branch of the union is there in any case, the length of the bytes takes two
        assertThat(with).isEqualTo(without + 4 * dimensions + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {144, 512, 1024})
    void aTextEmbeddingIsItsVectorAndABoundedRest(int dimensions) {
        // given
        TextEmbedding text = new TextEmbedding(
                "toybox-clip",
                "0f".repeat(32),
                "float32",
                "one medium white plain tulip at the bottom on paper in the snow.",
                false,
                0,
                EmbeddingBytes.unit(vector(dimensions)));

        // when
        byte[] bytes = AvroSerdes.serializer(TextEmbedding.class).serialize("texts", text);

        // then
        assertThat(bytes).hasSize(4 * dimensions + 166);
    }

    private static byte[] bytes(MarginScore score) {
        return AvroSerdes.serializer(MarginScore.class).serialize(TOPIC, score);
    }

    private static float[] vector(int dimensions) {
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = i + 1;
        }
        return vector;
    }

    private static MarginScore copy(MarginScore score, float[] embedding, List<Float> earlier) {
        return new MarginScore(
                score.getIdentity(),
                score.getScorerId(),
                score.getScorerSha256(),
                score.getScorerDtype(),
                score.getCategory(),
                score.getSource(),
                score.getTarget(),
                score.getSimSource(),
                score.getSimTarget(),
                score.getMargin(),
                null,
                score.getSourceTruncated(),
                score.getTargetTruncated(),
                score.getTokens(),
                score.getImageSha256(),
                score.getImagePosition(),
                earlier,
                embedding == null ? null : EmbeddingBytes.unit(embedding),
                score.getScoredAt(),
                null);
    }
}
