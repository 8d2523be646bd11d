package io.steerscope.aggregator.topology;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueStore;

import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.aggregator.state.StoredEmbedding;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.analysis.Embeddings;
import io.steerscope.results.analysis.ExperimentData;
import io.steerscope.results.analysis.Reads;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;

/** The embeddings that are read are those of the last record of every score, in one order, whatever happened before. */
class EmbeddingStoreProperties {

    private static final int DIMENSIONS = 16;

    @Property(tries = 30)
    void whatIsReadDependsOnTheLastRecordOfEveryScoreAlone(@ForAll long randomness) {
        // given
        Random random = new Random(randomness);
        List<MarginScore> last = ToyExperiment.scores().stream()
                .map(score -> random.nextInt(5) == 0 ? bare(score) : embedded(score, random))
                .toList();
        List<MarginScore> earlier = ToyExperiment.scores().stream()
                .filter(score -> random.nextBoolean())
                .map(score -> embedded(score, random))
                .toList();

        try (TopologyFixture plain = new TopologyFixture();
                TopologyFixture troubled = new TopologyFixture()) {
            // when
            plain.design(ToyExperiment.design()).scoreAll(last);
            troubled.design(ToyExperiment.design()).scoreAll(shuffled(earlier, random));
            earlier.stream().filter(score -> random.nextBoolean()).forEach(troubled::retract);
            troubled.scoreAll(shuffled(last, random)).scoreAll(shuffled(last, random));

            // then
            long carrying =
                    last.stream().filter(score -> score.getEmbedding() != null).count();
            assertThat(read(troubled)).isEqualTo(read(plain)).startsWith(carrying + " ");
        }
    }

    @Example
    void aRetractedScoreHasNoEmbedding() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // given
            MarginScore score = embedded(ToyExperiment.scores().get(0), new Random(1));
            topology.design(ToyExperiment.design()).score(score);
            String key = RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
            assertThat(topology.embeddings(List.of(key))).hasSize(1);

            // when
            topology.retract(score);

            // then
            assertThat(topology.embeddings(List.of(key))).isEmpty();
        }
    }

    @Example
    void anEmbeddingThatIsNoUnitVectorIsADeadLetter() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // given
            MarginScore score = ToyExperiment.scores().get(0);
            float[] unit = new float[DIMENSIONS];
            unit[3] = 1;
            List<ByteBuffer> wrong = List.of(
                    EmbeddingBytes.of(new float[] {0.5f, 0.5f}),
                    EmbeddingBytes.of(new float[] {Float.NaN, 1}),
                    EmbeddingBytes.of(new float[] {0, 0}),
                    ByteBuffer.wrap(new byte[3]),
                    ByteBuffer.wrap(new byte[0]));

            // when
            wrong.forEach(bytes -> topology.score(Edited.with(score, "embedding", bytes)));
            topology.score(Edited.with(score, "embedding", EmbeddingBytes.of(unit)));

            // then
            assertThat(topology.letters()).hasSize(wrong.size()).allSatisfy(letter -> {
                assertThat(letter.getKind()).isEqualTo(FailureKind.INVALID_REQUEST);
                assertThat(letter.getError()).contains("image embedding");
                assertThat(letter.getOriginalValue().remaining()).isPositive();
            });
            assertThat(topology.allScores()).hasSize(1);
        }
    }

    @Example
    void textsAreFoundByScorerAndText() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // given
            float[] vector = {0.6f, 0.8f};
            Embeddings.Text text = new Embeddings.Text("a".repeat(64), "float32", "a red car");
            topology.design(ToyExperiment.design())
                    .text(new TextEmbedding(
                            ToyExperiment.SCORER,
                            text.scorerSha256(),
                            text.scorerDtype(),
                            text.text(),
                            false,
                            0,
                            EmbeddingBytes.of(vector)));

            // when
            Map<Embeddings.Text, float[]> found = data(topology)
                    .embeddings()
                    .texts(List.of(text, new Embeddings.Text("a".repeat(64), "bfloat16", "a red car")));

            // then
            assertThat(found).containsOnlyKeys(text);
            assertThat(found.get(text)).containsExactly(vector);
        }
    }

    @Example
    void withoutEmbeddingsNothingIsSaidToBeKept() {
        try (TopologyFixture topology = new TopologyFixture()) {
            // given
            List<MarginScore> bare = ToyExperiment.scores().stream()
                    .map(EmbeddingStoreProperties::bare)
                    .toList();

            // when
            topology.design(ToyExperiment.design()).scoreAll(bare);

            // then
            assertThat(data(topology).has(Reads.EMBEDDINGS)).isFalse();
            assertThat(data(topology).has(Reads.SCORES)).isTrue();
        }
    }

    @Example
    void theStoreOfAnAggregatorIsOnDisk() throws Exception {
        // given
        Path folder = Files.createTempDirectory(Path.of("target"), "embeddings");
        Properties properties = TopologyFixture.properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, "io.steerscope.aggregator.BoundedRocksDb");
        MarginScore score = embedded(ToyExperiment.scores().get(0), new Random(1));
        String key = RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
        try (TopologyTestDriver driver = new TopologyTestDriver(
                TopologyFixture.topology(properties, BuiltInDslStoreSuppliers.ROCKS_DB), properties)) {
            // when
            driver.createInputTopic(
                            TopologyFixture.TOPICS.scores().name(),
                            new StringSerializer(),
                            AvroSerdes.serializer(MarginScore.class))
                    .pipeInput(key, score);

            // then
            KeyValueStore<String, StoredEmbedding> store = driver.getKeyValueStore(StoreNames.EMBEDDINGS);
            assertThat(store.persistent()).isTrue();
            assertThat(store.get(key)).isEqualTo(StoredEmbedding.of(score).orElseThrow());
        }
    }

    /** Number and digest of all embeddings, in the order of the report's scores. */
    private static String read(TopologyFixture topology) {
        MessageDigest digest = sha256();
        ExperimentData data = data(topology);
        List<MarginScore> scores = data.scorers().stream()
                .flatMap(scorer -> scorer.methods().stream())
                .flatMap(method -> method.scores().stream())
                .toList();
        long read = data.embeddings().images(scores, (score, vector) -> {
            digest.update(score.getIdentity().getPairId().getBytes());
            digest.update(EmbeddingBytes.of(vector));
        });
        return read + " " + HexFormat.of().formatHex(digest.digest());
    }

    private static ExperimentData data(TopologyFixture topology) {
        return topology.statistics().analysed(ToyExperiment.ID).data();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MarginScore embedded(MarginScore score, Random random) {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Edited.with(bare(score), "embedding", EmbeddingBytes.unit(vector));
    }

    private static MarginScore bare(MarginScore score) {
        return Edited.without(score, "imageEmbedding");
    }

    private static List<MarginScore> shuffled(List<MarginScore> scores, Random random) {
        List<MarginScore> shuffled = new ArrayList<>(scores);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
