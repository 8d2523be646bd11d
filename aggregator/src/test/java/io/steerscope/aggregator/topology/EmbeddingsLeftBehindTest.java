package io.steerscope.aggregator.topology;

import java.util.List;
import java.util.Properties;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;

/** Margins cost what they cost without embeddings: no vector is sent on or kept with them. */
class EmbeddingsLeftBehindTest {

    private static final int DIMENSIONS = 512;

    @Test
    void whatIsSentOnOfAScoreIsTheSameWithAndWithoutItsEmbedding() {
        // given
        float[] vector = new float[DIMENSIONS];
        vector[7] = 1;
        MarginScore bare = Edited.without(
                ToyExperiment.score(new Identity("toy", "pair-1", "analogy", 0.5, 0L), "clip", "colour", 0.25),
                "imageEmbedding");
        MarginScore carrying = Edited.with(bare, "embedding", EmbeddingBytes.unit(vector));

        // when
        List<List<Integer>> without = sent(bare);
        List<List<Integer>> with = sent(carrying);

        // then
        assertThat(with).isEqualTo(without).isNotEmpty();
    }

    /**
     * The lengths of the values in every topic that the topology has written, changelogs included but that of
     * embeddings.
     */
    private static List<List<Integer>> sent(MarginScore score) {
        Properties properties = TopologyFixture.properties();
        try (TopologyTestDriver driver = new TopologyTestDriver(TopologyFixture.topology(properties), properties)) {
            driver.createInputTopic(
                            TopologyFixture.TOPICS.scores().name(),
                            new StringSerializer(),
                            AvroSerdes.serializer(MarginScore.class))
                    .pipeInput(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score);
            assertThat(driver.producedTopicNames()).anyMatch(topic -> topic.endsWith("-repartition"));
            return driver.producedTopicNames().stream()
                    .filter(topic -> !topic.endsWith("-embeddings-changelog"))
                    .sorted()
                    .map(topic -> driver
                            .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                            .readRecordsToList()
                            .stream()
                            .map(TestRecord::value)
                            .map(value -> value == null ? -1 : value.length)
                            .toList())
                    .toList();
        }
    }
}
