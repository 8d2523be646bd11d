package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.DataFolderLock;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.margins.MarginsFile;
import io.steerscope.app.progress.StageCount;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A second judgement of the images of a finished run. */
class RescoringTest {

    private static final List<String> REPORTS = List.of("report.json", "report.html", "report.md", "report.txt");

    private final String first = ModelBundle.open(TestExperiments.scorer()).id();
    private final String second =
            ModelBundle.open(TestExperiments.otherScorer()).id();

    @TempDir
    private Path folder;

    @Test
    void theNewFiguresStandBesideTheOldOnesHoweverOftenItIsStoppedOrRepeated() throws Exception {
        // given
        FinishedRun.get().copyTo(folder);

        // when
        RunOutcome stopped = rescore(TestMonitor.stoppingAtOnce());

        // then
        assertThat(stopped).isInstanceOf(RunOutcome.Stopped.class);
        for (String file : REPORTS) {
            assertThat(folder.resolve(file))
                    .hasSameBinaryContentAs(FinishedRun.get().folder.resolve(file));
        }

        // when
        TestMonitor monitor = TestMonitor.watching();
        RunOutcome.Finished finished = (RunOutcome.Finished) rescore(monitor);

        // then
        assertThat(monitor.parts).containsExactly("broker", "scorer", "report");
        assertThat(monitor.counts)
                .containsExactly(new StageCount(second, TestExperiments.IMAGES, 0, TestExperiments.IMAGES));
        assertThat(finished.table())
                .contains(
                        "Scorer " + first + ": 36 of 36 images scored", "Scorer " + second + ": 36 of 36 images scored")
                .contains("analogy: " + first + " and " + second);
        assertThat(folder.resolve("margins.csv"))
                .hasSameBinaryContentAs(FinishedRun.get().folder.resolve("margins.csv"));
        assertThat(MarginsFile.read(folder.resolve("margins-" + second + ".csv"))
                        .observations())
                .hasSize(TestExperiments.STEERED);
        assertThat(folder.resolve("baseline.csv"))
                .hasSameBinaryContentAs(FinishedRun.get().folder.resolve("baseline.csv"));
        assertThat(Files.readAllLines(folder.resolve("baseline-" + second + ".csv")))
                .hasSize(1 + TestExperiments.UNSTEERED)
                .allMatch(line -> line.endsWith(",source," + second + ",") || line.endsWith(",scorer,shift"));
        assertThat(Files.readAllLines(folder.resolve("margins-" + second + ".csv")))
                .allMatch(line -> line.endsWith(",scorer,shift") || line.matches(".*," + second + ",-?[0-9.E-]+"));
        assertThat(Files.readString(folder.resolve("report.html"))).contains("Scorers side by side", "data:image/png");
        assertThat(folder.resolve("figures")).isDirectoryContaining("glob:**" + second + ".svg");
        assertThat(folder.resolve("tables")).isDirectoryContaining("glob:**" + second + ".csv");
        oldFiguresAreUnchanged();
        String report = Files.readString(folder.resolve("report.json"));

        // when
        RunOutcome run = ExperimentRun.execute(TestExperiments.settings(folder), TestMonitor.watching());
        RunOutcome.Finished again = (RunOutcome.Finished) rescore(TestMonitor.watching());

        // then
        assertThat(run).isEqualTo(new RunOutcome.FinishedBefore(finished.table()));
        assertThat(again.times()).allMatch(time -> time.records() == 0);
        assertThat(folder.resolve("report.json")).hasContent(report);
    }

    private RunOutcome rescore(TestMonitor monitor) throws InterruptedException {
        return Rescoring.execute(settings(TestExperiments.otherScorer()), monitor);
    }

    private void oldFiguresAreUnchanged() throws IOException {
        JsonNode before = new ObjectMapper()
                .readTree(FinishedRun.get().folder.resolve("report.json").toFile());
        JsonNode after =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(after.path("scorers")).hasSize(2);
        assertThat(after.path("scorers").path(0))
                .isEqualTo(before.path("scorers").path(0));
        assertThat(after.path("experiment")).isEqualTo(before.path("experiment"));
        assertThat(after.path("comparisons")).hasSize(1);
    }

    @Test
    void aFolderOfBeforeThereWereSummariesGetsTheirTopic() throws Exception {
        // given
        FinishedRun.get().copyTo(folder);
        RunFolder run = new RunFolder(folder);
        try (EmbeddedBroker broker = EmbeddedBroker.start(run.broker(), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(
                            List.of(TopicCatalogue.defaults().imageSummaries().name()))
                    .all()
                    .get();
        }
        String record = Files.readString(run.record());
        Files.writeString(run.record(), record.replaceFirst("  \"batch size\" : \"default\",\n", ""));
        assertThat(run.record()).content().isNotEqualTo(record);

        // when
        RunOutcome outcome = rescore(TestMonitor.watching());

        // then
        assertThat(outcome).isInstanceOf(RunOutcome.Finished.class);
        oldFiguresAreUnchanged();
    }

    @Test
    void theScorerOfTheRunItselfHasNothingToDo() throws Exception {
        // given
        FinishedRun.get().copyTo(folder);

        // when
        RunOutcome outcome = Rescoring.execute(settings(TestExperiments.scorer()), TestMonitor.watching());

        // then
        assertThat(outcome).isEqualTo(new RunOutcome.FinishedBefore(Files.readString(folder.resolve("report.txt"))));
    }

    @Test
    void aFolderThatIsInUseOrUnfinishedOrNoRunIsRefusedWithOneLine() throws Exception {
        // given
        RescoreSettings settings = settings(TestExperiments.otherScorer());

        // then
        assertRefused(settings, folder + " is not the folder of a run: it holds no run.json; name the --out of a run");

        // given
        Files.copy(FinishedRun.get().folder.resolve("run.json"), folder.resolve("run.json"));

        // then
        assertRefused(
                settings,
                "the run in " + folder + " is not finished: run the same command again to finish it, then rescore");

        // given
        try (DataFolderLock lock = DataFolderLock.acquire(folder)) {
            assertThat(lock).isNotNull();

            // then
            assertRefused(
                    settings,
                    folder + " is in use by another steerscope; wait until it ends, stop it, or choose another folder");
        }
    }

    @Test
    void otherWeightsUnderAKnownIdAreRefused() throws Exception {
        // given
        String record = Files.readString(FinishedRun.get().folder.resolve("run.json"));
        String checksum = ModelBundle.open(TestExperiments.scorer()).sha256();
        Files.writeString(folder.resolve("run.json"), record.replace(checksum, "0".repeat(64)));

        // then
        assertRefused(
                settings(TestExperiments.scorer()),
                "another bundle with the id " + first
                        + " (checksum 000000000000…) has judged these images; give the new one an id of its own");
    }

    private RescoreSettings settings(Path scorer) {
        return new RescoreSettings(new RunFolder(folder), TestExperiments.clip(scorer), Device.CPU, null, false);
    }

    private static void assertRefused(RescoreSettings settings, String message) {
        assertThatThrownBy(() -> Rescoring.execute(settings, TestMonitor.watching()))
                .isInstanceOf(ActionableException.class)
                .hasMessage(message);
    }
}
