package io.steerscope.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.generatorworker.worker.GeneratorWorker;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.StopAt;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An experiment that is cancelled and taken up again, on a broker with all stages. */
class CancelCommandTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();
    private static final TopicCatalogue WHOLE = TopicCatalogue.withPrefix("whole.");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final List<Worker> workers = new ArrayList<>();
    private EmbeddedBroker broker;
    private Map<String, Object> clients;
    private Aggregator aggregator;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        assertThat(command("topics", "apply", "--partitions", "2").status()).isZero();
        aggregator = Aggregator.start(AggregatorSettings.local(clients, TOPICS, folder.resolve("state"))
                .withHttp("127.0.0.1", 0));
    }

    @AfterEach
    void stop() {
        workers.forEach(Worker::close);
        aggregator.close();
        broker.close();
    }

    @Test
    void openJobsAreSkippedAndTheirImagesTakeTheirPlacesWhenTheExperimentIsTakenUpAgain() throws Exception {
        // given
        assertThat(produce(TOPICS)).isEqualTo("experiment six: 24 jobs written");
        scorer(TOPICS);
        makeFiveImages();

        // when
        CommandOutcome cancel = command("cancel", "six");
        Worker generator = generator(TOPICS, "g2", null);

        // then
        assertThat(cancel.err()).isEmpty();
        assertThat(cancel.out().lines().toList())
                .containsExactly(
                        "experiment six is cancelled: at most 19 of its 24 jobs are still open",
                        "generators skip them as they come to them, images at work are still finished; follow it with"
                                + " steerscope report --experiment six; steerscope produce of the same design takes it up"
                                + " again");
        ReportDocument cancelled = awaitComplete(TOPICS, 19);
        assertThat(generator.progress().skipped()).isEqualTo(19);
        assertThat(generator.progress().emitted()).isZero();
        JsonNode json = new ObjectMapper().readTree(ReportJson.write(cancelled));
        assertThat(json.path("cancelled").booleanValue()).isTrue();
        assertThat(json.path("skipped").path("by_reason").path("CANCELLED").intValue())
                .isEqualTo(19);
        awaitLive(cancelled);
        assertThat(command("report", "--experiment", "six").out().replaceAll("\\s+", " "))
                .contains("This experiment was cancelled: 19 of its 24 images were skipped and not made.");

        // when
        CommandOutcome again = command("cancel", "six");
        String takenUp = produce(TOPICS);
        String third = produce(TOPICS);

        // then
        assertThat(again.out())
                .startsWith("experiment six was cancelled before, and is again: at most 19 of its 24 jobs");
        assertThat(takenUp)
                .isEqualTo("experiment six: was cancelled and is taken up again, 19 of 24 jobs had no image and were"
                        + " written again");
        assertThat(third).isEqualTo("experiment six: 24 jobs were there already");
        ReportDocument finished = awaitComplete(TOPICS, 0);
        assertThat(generator.progress().emitted()).isEqualTo(19);
        assertThat(generator.progress().skipped()).isEqualTo(19);
        assertThat(ReportJson.write(finished)).isEqualTo(uninterrupted());
        awaitLive(finished);
    }

    @Test
    void anUnknownExperimentIsNamedWithTheKnownOnes() {
        // given
        produce(TOPICS);

        // when
        CommandOutcome cancel = command("cancel", "sevn");

        // then
        assertThat(cancel.status()).isEqualTo(1);
        assertThat(cancel.err().strip()).isEqualTo("steerscope cancel: there is no experiment \"sevn\" (known: six)");
    }

    /** The report of the same experiment that nobody cancels, in topics of its own. */
    private String uninterrupted() {
        assertThat(command("topics", "apply", "--partitions", "2", "--topic-prefix", WHOLE.prefix())
                        .status())
                .isZero();
        produce(WHOLE);
        generator(WHOLE, "g3", null);
        scorer(WHOLE);
        return ReportJson.write(awaitComplete(WHOLE, 0));
    }

    /** One item and a half of the first partition, one item of the second. */
    private void makeFiveImages() throws InterruptedException {
        String jobs = TOPICS.jobs().name();
        Worker bounded = generator(
                TOPICS, "g1", new StopAt(Map.of(new TopicPartition(jobs, 0), 3L, new TopicPartition(jobs, 1), 2L)));
        assertThat(bounded.awaitStop(PATIENCE)).isTrue();
        assertThat(bounded.failure()).isEmpty();
        assertThat(bounded.progress().emitted()).isEqualTo(5);
    }

    private Worker generator(TopicCatalogue topics, String name, StopAt end) {
        GeneratorWorkerSettings settings =
                GeneratorWorkerSettings.of(Path.of(TestBundles.generator()), 1, topics, name, clients);
        Worker worker = GeneratorWorker.start(
                end == null ? settings : settings.withWorker(settings.worker().withStopAt(end)));
        workers.add(worker);
        return worker;
    }

    private void scorer(TopicCatalogue topics) {
        workers.add(ScorerWorker.start(
                ScorerWorkerSettings.of(Path.of(TestBundles.scorer()), 1, topics, "s" + workers.size(), clients)));
    }

    private ReportDocument awaitComplete(TopicCatalogue topics, long skipped) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> TopicReport.read(clients, topics, "six"),
                        report -> !report.scorers().isEmpty()
                                && report.isComplete()
                                && report.skips().count() == skipped);
    }

    private void awaitLive(ReportDocument report) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                ReportJson.write(aggregator.statistics().report("six")))
                        .isEqualTo(ReportJson.write(report)));
    }

    private String produce(TopicCatalogue topics) {
        CommandOutcome outcome = command(
                "produce",
                "--topic-prefix",
                topics.prefix(),
                "--pairs",
                "src/test/resources/pairs/six.csv",
                "--seeds",
                "3,4",
                "--alphas",
                "1",
                "--steps",
                "2",
                "--size",
                "64",
                "--methods",
                "lerp",
                "--generator",
                TestBundles.generator());
        assertThat(outcome.status()).isZero();
        return outcome.out().strip();
    }

    private CommandOutcome command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-server");
        all.add(broker.bootstrapServers());
        return CommandOutcome.of(all.toArray(String[]::new));
    }
}
