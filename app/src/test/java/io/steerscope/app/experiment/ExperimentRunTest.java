package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.margins.MarginsFile;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Whole experiments, through Kafka and the models. */
class ExperimentRunTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();

    private static Path undisturbed;
    private static TestMonitor monitor;
    private static RunOutcome outcome;

    @BeforeAll
    static void runUndisturbed() {
        undisturbed = FinishedRun.get().folder;
        monitor = FinishedRun.get().monitor;
        outcome = FinishedRun.get().outcome;
    }

    @Test
    void everyImageIsMadeScoredAndReported() throws IOException {
        // then
        assertThat(outcome).isInstanceOf(RunOutcome.Finished.class);
        String scorer = ModelBundle.open(TestExperiments.scorer()).id();
        RunOutcome.Finished finished = (RunOutcome.Finished) outcome;
        assertThat(finished.table()).contains("Scorer " + scorer + ": 36 of 36 images scored", "colour", "size");
        assertThat(finished.times()).hasSize(3);
        assertThat(finished.times().stream()
                        .filter(time -> time.worker().startsWith("generator"))
                        .mapToLong(StageTime::records)
                        .sum())
                .isEqualTo(TestExperiments.IMAGES);
        assertThat(MarginsFile.read(undisturbed.resolve("margins.csv")).observations())
                .hasSize(TestExperiments.STEERED);
        assertThat(images(undisturbed, "images"))
                .hasSize(TestExperiments.STEERED)
                .containsKeys("colour/colour-01_analogy_a0.5_s0.png", "size/size-03_analogy_a1.0_s1.png");
        assertThat(images(undisturbed, "baseline"))
                .hasSize(TestExperiments.UNSTEERED)
                .containsKeys("colour/colour-01_source_a0.0_s0.png", "size/size-03_source_a0.0_s1.png");
        assertThat(Files.readString(undisturbed.resolve("report.html"))).contains("<html", "data:image/png;base64,");
        assertThat(Files.readString(undisturbed.resolve("report.json"))).contains("\"complete\": true");
    }

    @Test
    void marginsSayHowFarTheyAreFromThoseOfTheirSourceImages() throws IOException {
        // given
        List<String[]> steered = rows("margins.csv");
        List<String[]> unsteered = rows("baseline.csv");
        Map<String, Double> sources = new HashMap<>();
        unsteered.forEach(row -> sources.put(row[0] + " " + row[5], Double.parseDouble(row[6])));

        // then
        assertThat(unsteered).hasSize(TestExperiments.UNSTEERED).allSatisfy(row -> {
            assertThat(row[4]).isEqualTo("0.0");
            assertThat(row[7]).isEqualTo("source");
            assertThat(row[9]).isEmpty();
        });
        assertThat(steered).hasSize(TestExperiments.STEERED).allSatisfy(row -> {
            assertThat(row[7]).isEqualTo("analogy");
            assertThat(Double.parseDouble(row[9]))
                    .isEqualTo(Double.parseDouble(row[6]) - sources.get(row[0] + " " + row[5]));
        });
    }

    private static List<String[]> rows(String file) throws IOException {
        List<String> lines = Files.readAllLines(undisturbed.resolve(file));
        assertThat(lines.get(0)).isEqualTo("pair_id,category,source,target,alpha,seed,margin,method,scorer,shift");
        return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    @Test
    void theWatcherSeesTheStartTheDashboardAndTheEnd() {
        // then
        assertThat(monitor.parts).containsExactly("broker", "stages", "report");
        assertThat(monitor.dashboard).isNotNull();
        assertThat(monitor.counts).hasSize(2).allMatch(count -> count.done() == TestExperiments.IMAGES);
    }

    @Test
    void theTimeOfTheRunIsDividedIntoItsPhases() {
        // then
        RunOutcome.Finished finished = (RunOutcome.Finished) outcome;
        assertThat(finished.phases())
                .extracting(Phase::name)
                .containsExactly(
                        "broker",
                        "topics",
                        "jobs, aggregator and models, side by side",
                        "first batch of images",
                        "further images, and scores",
                        "last commits, until all is counted",
                        "analysis",
                        "files of the report",
                        "end of the stages");
        assertThat(finished.phases().stream().map(Phase::took).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(finished.duration());
    }

    @Test
    void aFinishedFolderGivesItsTableAtOnce() throws Exception {
        // given
        TestMonitor again = TestMonitor.watching();

        // when
        RunOutcome second = ExperimentRun.execute(TestExperiments.settings(undisturbed), again);

        // then
        assertThat(second).isEqualTo(new RunOutcome.FinishedBefore(((RunOutcome.Finished) outcome).table()));
        assertThat(again.parts).isEmpty();
    }

    @Test
    void anotherDesignInTheSameFolderIsRefusedWithTheDifference() throws Exception {
        // given
        RunSettings other = TestExperiments.settings(undisturbed, 3);

        // when / then
        assertThatThrownBy(() -> ExperimentRun.execute(other, TestMonitor.watching()))
                .isInstanceOf(ActionableException.class)
                .hasMessage(undisturbed + " holds another experiment: steps is 2, requested 3;"
                        + " choose another --out, or ask for the same");
    }

    @Test
    void anotherBatchSizeInTheSameFolderIsRefusedSinceItMayChangeTheLastBits() throws Exception {
        // given
        RunSettings one = TestExperiments.settings(undisturbed);
        RunSettings other = new RunSettings(
                one.folder(),
                ((RunImages.Generated) one.images()).design(),
                ((RunImages.Generated) one.images()).generator(),
                one.scorers(),
                one.parallelism(),
                3,
                null,
                0);

        // when / then
        assertThatThrownBy(() -> ExperimentRun.execute(other, TestMonitor.watching()))
                .isInstanceOf(ActionableException.class)
                .hasMessageContaining("batch size is default, requested 3");
    }

    @Test
    void theReportIsTheSameFromTheTopicsAndAsThePublishedOne() throws Exception {
        // given
        String report = Files.readString(undisturbed.resolve("report.json"));
        assertThat(report).contains("\"diversity\": [ {", "\"one_look\": true", "\"images_without_embedding\": 0");

        // when
        try (EmbeddedBroker broker = EmbeddedBroker.start(undisturbed.resolve("broker"), 0)) {
            Map<String, Object> clients = new HashMap<>();
            clients.put("bootstrap.servers", broker.bootstrapServers());

            // then
            ReportDocument fromTopics = TopicReport.read(clients, TOPICS, "six");
            assertThat(ReportJson.write(fromTopics)).isEqualTo(report);
            assertThat(ReportMarkdown.render(fromTopics))
                    .isEqualTo(Files.readString(undisturbed.resolve("report.md")))
                    .contains("## Diversity");
            assertThat(published(clients)).isEqualTo(report);
        }
    }

    @Test
    void aRunThatWasStoppedContinuesAndGivesTheSameBytes(@TempDir Path folder) throws Exception {
        // given
        RunOutcome stopped = ExperimentRun.execute(TestExperiments.settings(folder), TestMonitor.stoppingAfter(1));
        assertThat(stopped).isInstanceOf(RunOutcome.Stopped.class);
        assertThat(folder.resolve("report.json")).doesNotExist();

        // when
        RunOutcome finished = ExperimentRun.execute(TestExperiments.settings(folder), TestMonitor.watching());

        // then
        assertThat(finished).isInstanceOf(RunOutcome.Finished.class);
        assertSameResults(folder);
    }

    @Test
    void aRunThatWasKilledContinuesAndGivesTheSameBytes(@TempDir Path folder) throws Exception {
        // given
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !images(folder, "images").isEmpty());
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("report.json")).doesNotExist();

        // when
        RunOutcome finished = ExperimentRun.execute(TestExperiments.settings(folder), TestMonitor.watching());

        // then
        assertThat(finished).isInstanceOf(RunOutcome.Finished.class);
        assertSameResults(folder);
    }

    @Test
    void aScorerMayComeInLater(@TempDir Path folder) throws Exception {
        // given
        FinishedRun.get().copyTo(folder);
        RunSettings one = TestExperiments.settings(folder);
        RunSettings two = new RunSettings(
                one.folder(),
                ((RunImages.Generated) one.images()).design(),
                ((RunImages.Generated) one.images()).generator(),
                List.of(
                        TestExperiments.clip(TestExperiments.scorer()),
                        TestExperiments.clip(TestExperiments.otherScorer())),
                one.parallelism(),
                null,
                null,
                0);

        // when
        RunOutcome both = ExperimentRun.execute(two, TestMonitor.watching());

        // then
        assertThat(both).isInstanceOf(RunOutcome.Finished.class);
        assertThat(((RunOutcome.Finished) both).table())
                .contains("Scorer " + ModelBundle.open(TestExperiments.scorer()).id() + ": 36 of 36 images scored")
                .contains("Scorer "
                        + ModelBundle.open(TestExperiments.otherScorer()).id() + ": 36 of 36 images scored");
        assertThatThrownBy(() -> ExperimentRun.execute(one, TestMonitor.watching()))
                .hasMessageContaining("took part, and is not requested");
    }

    private static void assertSameResults(Path folder) throws IOException {
        for (String file :
                List.of("report.json", "margins.csv", "baseline.csv", "report.html", "report.md", "report.txt")) {
            assertThat(folder.resolve(file)).as(file).hasSameBinaryContentAs(undisturbed.resolve(file));
        }
        for (String kind : List.of("images", "baseline")) {
            assertThat(images(folder, kind)).isEqualTo(images(undisturbed, kind));
        }
    }

    /** Images of one kind by path, each as text, so that a difference shows. */
    private static Map<String, String> images(Path folder, String kind) throws IOException {
        Path root = folder.resolve(kind);
        if (!Files.exists(root)) {
            return Map.of();
        }
        Map<String, String> images = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".png")).toList()) {
                images.put(
                        root.relativize(file).toString().replace('\\', '/'),
                        HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return images;
    }

    private static String published(Map<String, Object> clients) {
        TopicPartition partition = new TopicPartition(TOPICS.reports().name(), 0);
        try (KafkaConsumer<String, ExperimentReport> consumer = new KafkaConsumer<>(
                clients, new StringDeserializer(), AvroSerdes.deserializer(ExperimentReport.class))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            StringBuilder last = new StringBuilder();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    last.setLength(0);
                    last.append(record.value().getJson());
                });
                return !last.isEmpty();
            });
            return last.toString();
        }
    }
}
