package io.steerscope.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.files.LockFile;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The commands of a cluster, on the cluster that a run has left. */
class ClusterCommandsTest {

    private static final String PAIRS = "src/test/resources/pairs/six.csv";

    @TempDir
    private static Path folder;

    private static CommandOutcome run;
    private static EmbeddedBroker broker;
    private static CommandOutcome report;
    private static CommandOutcome markdown;

    @BeforeAll
    static void runOnce() {
        run = CommandOutcome.of(arguments("run", "--scorer", TestBundles.scorer(), "--out", folder.toString()));
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        report = report("json");
        markdown = report("markdown");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static CommandOutcome report(String format) {
        return CommandOutcome.of(
                "report", "--bootstrap-server", broker.bootstrapServers(), "--experiment", "six", "--format", format);
    }

    private static String[] arguments(String command, String... more) {
        String[] experiment = {
            command,
            "--pairs",
            PAIRS,
            "--seeds",
            "3",
            "--alphas",
            "1",
            "--steps",
            "2",
            "--size",
            "64",
            "--methods",
            "lerp",
            "--dtype",
            "float32",
            "--generator",
            TestBundles.generator()
        };
        String[] all = Arrays.copyOf(experiment, experiment.length + more.length);
        System.arraycopy(more, 0, all, experiment.length, more.length);
        return all;
    }

    @Test
    void runPrintsTheTableAndWhereTheTimeWent() {
        // then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("Experiment six", "12 of 12 images scored", "Method lerp");
        assertThat(run.err())
                .contains(
                        "12 images: 6 steered, and 6 unsteered, the source image of every pair and seed\n",
                        "dashboard: http://127.0.0.1:",
                        "writing the report",
                        "time: ",
                        "generator 0",
                        "margins.csv, images/, baseline.csv, baseline/");
    }

    @Test
    void reportGivesTheBytesOfTheRun() throws Exception {
        // then
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(report.out()).isEqualTo(Files.readString(folder.resolve("report.json")));
    }

    @Test
    void reportWritesTheMarginsOfSteeredAndUnsteeredImagesAsTheRunDoes(@TempDir Path files) {
        // when
        CommandOutcome both = CommandOutcome.of(
                "report",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--experiment",
                "six",
                "--margins",
                files.resolve("margins.csv").toString(),
                "--baseline-margins",
                files.resolve("baseline.csv").toString());

        // then
        assertThat(both.status()).as(both.err()).isZero();
        assertThat(files.resolve("margins.csv")).content().startsWith(content("margins.csv"));
        assertThat(files.resolve("baseline.csv")).content().startsWith(content("baseline.csv"));
    }

    private static String content(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void reportInMarkdownGivesTheBytesOfTheRun() throws Exception {
        // then
        assertThat(markdown.status()).as(markdown.err()).isZero();
        assertThat(markdown.out()).isEqualTo(Files.readString(folder.resolve("report.md")));
    }

    @Test
    void producingTheSameExperimentAgainChangesNothing() {
        // when
        CommandOutcome produce =
                CommandOutcome.of(arguments("produce", "--bootstrap-server", broker.bootstrapServers()));

        // then
        assertThat(produce.err()).isEmpty();
        assertThat(produce.out().strip()).isEqualTo("experiment six: 12 jobs were there already");
    }

    @Test
    void producingAnotherDesignUnderTheSameNameIsRefused() {
        // when
        CommandOutcome produce = CommandOutcome.of(
                arguments("produce", "--bootstrap-server", broker.bootstrapServers(), "--order-seed", "5"));

        // then
        assertThat(produce.status()).isEqualTo(1);
        assertThat(produce.err()).contains("exists with another design").contains("5");
        assertThat(produce.err().strip().lines()).hasSize(1);
    }

    @Test
    void anUnknownExperimentIsNamedWithTheKnownOnes() {
        // when
        CommandOutcome unknown =
                CommandOutcome.of("report", "--bootstrap-server", broker.bootstrapServers(), "--experiment", "none");

        // then
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err().strip().lines()).singleElement().asString().contains("none", "six");
    }

    @Test
    void rescoringPutsAnotherScorerBesideTheFirst() {
        // when
        CommandOutcome rescore = CommandOutcome.of(
                "rescore", "--bootstrap-server", broker.bootstrapServers(), "--scorer", TestBundles.otherScorer());
        CommandOutcome both =
                CommandOutcome.of("report", "--bootstrap-server", broker.bootstrapServers(), "--experiment", "six");

        // then
        assertThat(rescore.status()).as(rescore.err()).isZero();
        assertThat(rescore.out())
                .contains("all images are scored by ", "Scorers side by side", "lerp: ", "The scales differ");
        assertThat(both.out().lines().filter(line -> line.startsWith("Scorer ")))
                .hasSize(2)
                .allMatch(line -> line.endsWith("12 of 12 images scored"));
    }

    @Test
    void aPrefixWithoutTopicsIsSaidSo() {
        // when
        CommandOutcome generate = CommandOutcome.of(
                "generate",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--topic-prefix",
                "other.",
                "--generator",
                TestBundles.generator());

        // then
        assertThat(generate.status()).isEqualTo(1);
        assertThat(generate.err().strip())
                .isEqualTo("steerscope generate: topic other.jobs does not exist: create the topics with"
                        + " steerscope topics apply, or check --topic-prefix");
    }

    @Test
    void aClusterOfBeforeThereWereTextEmbeddingsIsSaidToNeedTheirTopic() throws Exception {
        // given
        TopicCatalogue before = new TopicCatalogue("before.", 1, (short) 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdministrator(admin).apply(before);
            admin.deleteTopics(List.of(before.textEmbeddings().name())).all().get();
            await().until(() -> !admin.listTopics()
                    .names()
                    .get()
                    .contains(before.textEmbeddings().name()));
        }

        // when
        CommandOutcome score = CommandOutcome.of(
                "score",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--topic-prefix",
                "before.",
                "--scorer",
                TestBundles.scorer());

        // then
        assertThat(score.status()).isEqualTo(1);
        assertThat(score.err().strip())
                .isEqualTo("steerscope score: topic before.text-embeddings does not exist: create the topics with"
                        + " steerscope topics apply, or check --topic-prefix");
    }

    @Test
    void exportWritesFilesOnceUnlessTheyAreToBeReplaced(@TempDir Path exports) throws Exception {
        // given
        String out = exports.resolve("six").toString();
        String[] export = {
            "export", "--bootstrap-server", broker.bootstrapServers(), "--experiment", "six", "--out", out
        };

        // when
        CommandOutcome first = CommandOutcome.of(export);
        CommandOutcome again = CommandOutcome.of(export);
        LockFile other =
                LockFile.tryAcquireTemporary(exports.resolve(".two.lock")).orElseThrow();
        String[] toTwo = export.clone();
        toTwo[export.length - 1] = exports.resolve("two").toString();
        CommandOutcome atOnce = CommandOutcome.of(toTwo);
        other.close();
        String[] overwriting = Arrays.copyOf(export, export.length + 1);
        overwriting[export.length] = "--overwrite";
        CommandOutcome replaced = CommandOutcome.of(overwriting);

        // then
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out())
                .matches("(?s).*/six: (12|24) scores in scores.parquet and scores.jsonl, 12 images in images/\\R");
        assertThat(atOnce.status()).isEqualTo(1);
        assertThat(atOnce.err())
                .isEqualTo(
                        "steerscope export: " + exports.resolve("two")
                                + " is being written by another export; wait until it ends, stop it, or choose another --out\n");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err().strip())
                .isEqualTo("steerscope export: " + out
                        + " is not empty; choose another --out, or replace the export in it with --overwrite");
        assertThat(replaced.status()).as(replaced.err()).isZero();
    }
}
