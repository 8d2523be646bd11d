package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.diversity.Prompts;
import io.steerscope.app.diversity.TableImages;
import io.steerscope.app.embeddings.EmbeddingReader;
import io.steerscope.app.embeddings.EmbeddingSource;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.export.ScoreExport;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.geometry.GeometryOutput;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.results.diversity.Condition;
import io.steerscope.results.diversity.DiversityOutput;
import io.steerscope.schemas.consumer.PersistentConsumer;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.statistics.diversity.DiversitySettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which scores of a run folder carry embeddings, and what its topic of text embeddings holds. */
class EmbeddingsOfRunsTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();
    private static final ClipBundle FIRST = TestExperiments.clip(TestExperiments.scorer());
    private static final ClipBundle SECOND = TestExperiments.clip(TestExperiments.otherScorer());
    private static final int PROMPTS = 12;

    @TempDir
    private Path folder;

    /**
     * What is in a folder: the scorers of the scores with an embedding and without, and the keys of text embeddings.
     */
    private record Content(List<String> with, List<String> without, Set<String> texts) {

        boolean hasAllOf(ClipBundle scorer) {
            return with.stream().filter(scorer.id()::equals).count() == TestExperiments.IMAGES
                    && texts.stream()
                                    .filter(key -> key.startsWith(scorer.sha256()))
                                    .count()
                            == PROMPTS;
        }

        boolean hasNoneOf(ClipBundle scorer) {
            return without.stream().filter(scorer.id()::equals).count() == TestExperiments.IMAGES
                    && texts.stream().noneMatch(key -> key.startsWith(scorer.sha256()));
        }
    }

    @Test
    void aRunKeepsThemAndARescoringAddsThoseOfItsScorer() throws Exception {
        // given
        FinishedRun.get().copyTo(folder);

        // when
        rescore(null);

        // then
        Content content = content();
        assertThat(content.hasAllOf(FIRST)).as("%s", content).isTrue();
        assertThat(content.hasAllOf(SECOND)).as("%s", content).isTrue();
        assertThat(content.without()).isEmpty();
    }

    @Test
    void theExportOfAFolderHoldsTheScoresOfAllItsScorers() throws Exception {
        // given
        FinishedRun.get().copyTo(folder);
        rescore(null);

        // when
        ScoreExport.Written written;
        try (OpenRun run = OpenRun.open(new RunFolder(folder))) {
            written = ScoreExport.write(
                    run.clients(), run.topics(), run.experimentId(), folder.resolve("export"), false, counts -> {});
        }

        // then
        assertThat(written)
                .isEqualTo(new ScoreExport.Written(2 * TestExperiments.IMAGES, TestExperiments.IMAGES, List.of()));
        assertThat(Files.readAllLines(folder.resolve("export/scores.jsonl")))
                .hasSize(2 * TestExperiments.IMAGES)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"image_embedding\":[", "\"source_text_embedding\":[", "\"generator\":\""));
        assertThat(folder.resolve("export/images/colour/colour-01_analogy_a0.5_s0.png"))
                .hasSameBinaryContentAs(folder.resolve("images/colour/colour-01_analogy_a0.5_s0.png"));
    }

    @Test
    void theReportHasTheDigitsThatAreFoundInTheExport() throws Exception {
        // given
        FinishedRun.get().copyTo(folder);
        try (OpenRun run = OpenRun.open(new RunFolder(folder))) {
            ScoreExport.write(
                    run.clients(), run.topics(), run.experimentId(), folder.resolve("export"), false, counts -> {});
        }

        // when
        JsonNode diversity = json(diversityOfExport().fields());
        JsonNode geometry =
                json(GeometryOutput.of(exported(GeometryOutput.TEXTS)).fields());

        // then
        JsonNode report =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        JsonNode reported = report.path("diversity").path(0);
        reported.path("cells").forEach(cell -> ((ObjectNode) cell).remove("verdict_shown"));
        assertEqualMembers(
                reported,
                diversity,
                List.of("rule", "baseline", "kernel", "ridge", "conditions", "cells", "spectrum", "prompt_removal"));
        assertEqualMembers(
                report.path("geometry").path(0),
                geometry,
                List.of("rule", "baseline", "cells", "geometry", "pairs", "relation_success"));
        assertThat(geometry.path("cells").findValues("directional"))
                .as("steered cells have a direction")
                .isNotEmpty()
                .allSatisfy(
                        figures -> assertThat(figures.path("mean").isNumber()).isTrue());
    }

    private DiversityOutput diversityOfExport() throws IOException {
        List<Condition> conditions = List.of(Condition.PAIR);
        Set<TextRole> roles = Prompts.roles(conditions, true);
        return DiversityOutput.of(
                new TableImages(exported(roles), conditions, roles).byMethod(),
                new DiversitySettings(
                        true,
                        true,
                        List.of(0.001),
                        true,
                        null,
                        OptionalDouble.empty(),
                        0.1,
                        DiversitySettings.Intervals.ALL,
                        0,
                        1,
                        null));
    }

    private EmbeddingTable exported(Set<TextRole> roles) throws IOException {
        return EmbeddingReader.read(EmbeddingSource.of(folder.resolve("export/scores.parquet"), null), roles);
    }

    private static JsonNode json(Map<String, Object> fields) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        return mapper.readTree(mapper.writeValueAsString(fields));
    }

    private static void assertEqualMembers(JsonNode reported, JsonNode found, List<String> members) {
        for (String member : members) {
            assertThat(reported.path(member)).as(member).isEqualTo(found.path(member));
            assertThat(found.path(member)).as(member).isNotEmpty();
        }
    }

    @Test
    void aRescoringMayLeaveThemOut() throws Exception {
        // given
        FinishedRun.get().copyTo(folder);

        // when
        rescore(false);

        // then
        assertThat(content().hasAllOf(FIRST)).isTrue();
        assertThat(content().hasNoneOf(SECOND)).isTrue();
    }

    @Test
    void aFolderOfBeforeGoesOnWithoutAndAScorerThatIsNewToItKeepsThem() throws Exception {
        // given: what a run of before has left when it was stopped
        RunSettings without = settings(false);
        assertThat(ExperimentRun.execute(without, TestMonitor.stoppingAfter(1))).isInstanceOf(RunOutcome.Stopped.class);
        String record = Files.readString(folder.resolve("run.json"));
        String before = record.replaceFirst(",\n  \"embeddings\" : \"left out\"", "");
        assertThat(before).isNotEqualTo(record);
        Files.writeString(folder.resolve("run.json"), before);

        // then
        assertThat(FolderChoices.of(new RunFolder(folder)).keepsEmbeddings()).contains(false);
        assertThatThrownBy(() -> ExperimentRun.execute(settings(true), TestMonitor.watching()))
                .isInstanceOf(ActionableException.class)
                .hasMessage(folder + " holds another experiment: embeddings is left out, requested kept;"
                        + " choose another --out, or ask for the same");

        // when
        boolean kept = FolderChoices.of(new RunFolder(folder)).keepsEmbeddings().orElseThrow();
        RunOutcome finished = ExperimentRun.execute(settings(kept), TestMonitor.watching());
        rescore(null);

        // then
        assertThat(finished).isInstanceOf(RunOutcome.Finished.class);
        assertThat(content().hasNoneOf(FIRST)).isTrue();
        assertThat(content().hasAllOf(SECOND)).isTrue();
        assertThat(folder.resolve("margins.csv"))
                .as("margins are the same without embeddings")
                .hasSameBinaryContentAs(FinishedRun.get().folder.resolve("margins.csv"));
    }

    @Test
    void anInterruptedRescoringGoesOnAsItBegan() throws Exception {
        // given
        RunFolder run = new RunFolder(folder);
        record(true).write(run);

        // when
        RunRecord begun = RunRecord.read(run).withEmbeddingsOf(SECOND, false).withRescorer(SECOND);
        begun.write(run);

        // then
        RunRecord again = RunRecord.read(run).withEmbeddingsOf(SECOND, null).withRescorer(SECOND);
        assertThat(again.keepsEmbeddingsOf(SECOND)).isFalse();
        assertThat(again.withEmbeddingsOf(SECOND, true).keepsEmbeddingsOf(SECOND))
                .isTrue();
        assertThat(record(true).claim(run, FIRST.dtype()).keepsEmbeddings())
                .as("the run itself is not changed by it")
                .contains(true);
    }

    @Test
    void aRescoringThatAReleaseOfBeforeBeganGoesOnWithout() throws Exception {
        // given
        RunFolder run = new RunFolder(folder);
        record(true).withRescorer(SECOND).write(run);
        String record = Files.readString(run.record());
        Files.writeString(run.record(), record.replaceFirst("  \"embeddings\" : \"kept\",\n", ""));

        // then
        assertThat(RunRecord.read(run).withEmbeddingsOf(SECOND, null).keepsEmbeddingsOf(SECOND))
                .isFalse();
        assertThat(RunRecord.read(run).withEmbeddingsOf(FIRST, null).keepsEmbeddingsOf(FIRST))
                .as("one that begins now")
                .isTrue();
    }

    private RunRecord record(boolean keeps) throws IOException {
        RunSettings settings = settings(keeps);
        return RunRecord.of(
                ((RunImages.Generated) settings.images()).design().experiment(),
                ((RunImages.Generated) settings.images()).generator(),
                settings.scorers(),
                settings.parallelism(),
                null,
                keeps);
    }

    private RunSettings settings(boolean keeps) throws IOException {
        RunSettings settings = TestExperiments.settings(folder);
        return new RunSettings(
                settings.folder(),
                settings.images(),
                settings.scorers(),
                settings.device(),
                null,
                settings.parallelism(),
                null,
                0,
                settings.bounds(),
                keeps);
    }

    private void rescore(@Nullable Boolean keeps) throws InterruptedException {
        RescoreSettings settings = new RescoreSettings(new RunFolder(folder), SECOND, Device.CPU, null, keeps);
        assertThat(Rescoring.execute(settings, TestMonitor.watching())).isInstanceOf(RunOutcome.Finished.class);
    }

    private Content content() {
        Content content = new Content(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        try (EmbeddedBroker broker = EmbeddedBroker.start(new RunFolder(folder).broker(), 0)) {
            Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
            String scores = TOPICS.scores().name();
            forEach(clients, scores, (key, record) -> {
                MarginScore score = AvroSerdes.deserializer(MarginScore.class).deserialize(scores, record.value());
                (EmbeddingBytes.ofImage(score).isPresent() ? content.with() : content.without())
                        .add(score.getScorerId());
                assertThat(key).isEqualTo(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()));
            });
            forEach(clients, TOPICS.textEmbeddings().name(), (key, record) -> content.texts()
                    .add(key));
        }
        return content;
    }

    private static void forEach(
            Map<String, Object> clients, String topic, BiConsumer<String, ConsumerRecord<byte[], byte[]>> action) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                PersistentConsumer.ofNoGroup(clients, IsolationLevel.READ_COMMITTED)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> action.accept(new String(record.key(), StandardCharsets.UTF_8), record));
            }
        }
    }
}
