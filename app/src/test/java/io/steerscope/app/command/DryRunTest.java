package io.steerscope.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.foundation.checksum.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code --dry-run} says, beside a run of the same design, and that it leaves everything as it was. */
class DryRunTest {

    private static final List<String> DESIGN = List.of(
            "--pairs",
            "src/test/resources/pairs/six.csv",
            "--alphas",
            "0.5,1",
            "--steps",
            "2",
            "--size",
            "64",
            "--methods",
            "lerp",
            "--dtype",
            "float32",
            "--generator",
            TestBundles.generator());

    /** 6 pairs, 2 alphas, 2 seeds, and the source images. */
    private static final int IMAGES = 6 * 2 * 2 + 6 * 2;

    @TempDir
    private static Path folder;

    private static Path made;

    @BeforeAll
    static void runOnce() {
        made = folder.resolve("made");
        CommandOutcome run = run(made, "3,4", "--no-dashboard");
        assertThat(run.status()).as(run.err()).isZero();
    }

    private static CommandOutcome run(Path out, String seeds, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--scorer", TestBundles.scorer(), "--out", out.toString(), "--seeds", seeds));
        arguments.addAll(DESIGN);
        arguments.addAll(List.of(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private static CommandOutcome produce(String servers, String experiment, String seeds) {
        List<String> arguments = new ArrayList<>(List.of("produce", "--dry-run", "--bootstrap-server", servers));
        arguments.addAll(List.of("--experiment", experiment, "--seeds", seeds));
        arguments.addAll(DESIGN);
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    /** All files of a folder with their time and content, and its folders. */
    private static Map<String, String> state(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.collect(Collectors.toMap(Path::toString, DryRunTest::content, (a, b) -> a, TreeMap::new));
        }
    }

    private static String content(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " "
                    + (Files.isDirectory(file) ? "folder" : Sha256.hex(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatIsNotThereStaysSo() {
        // when
        Path fresh = folder.resolve("fresh/deeper");
        CommandOutcome outcome = run(fresh, "3,4", "--dry-run", "--no-timing");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("experiment six, looked at before it is run; nothing is written\n")
                .contains("  alphas 0.5, 1.0; seeds 3, 4\n")
                .contains(fresh + " holds no run yet: " + IMAGES + " images to make\n")
                .contains("not measured, because of --no-timing")
                .contains("\neffects\n");
        assertThat(folder.resolve("fresh")).doesNotExist();
    }

    @Test
    void itCountsTheImagesThatTheRunMakes() throws IOException {
        // given
        long steered = pictures(made.resolve("images"));
        long unsteered = pictures(made.resolve("baseline"));

        // when
        CommandOutcome outcome = run(folder.resolve("counted"), "3,4", "--dry-run", "--no-timing");

        // then
        assertThat(outcome.out().lines())
                .anySatisfy(line -> assertThat(line.strip().split("\\s+"))
                        .containsExactly(
                                "all",
                                "6",
                                Long.toString(steered),
                                Long.toString(unsteered),
                                Long.toString(steered + unsteered)));
        for (String category : List.of("colour", "size")) {
            long ofCategory = pictures(made.resolve("images").resolve(category));
            assertThat(outcome.out().lines())
                    .anySatisfy(line -> assertThat(line.strip().split("\\s+"))
                            .startsWith(category, "3", Long.toString(ofCategory)));
        }
    }

    private static long pictures(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".png")).count();
        }
    }

    @Test
    void theFirstAndTheLastJobsAreNamedInTheirOrder() {
        // when
        CommandOutcome outcome = run(folder.resolve("ordered"), "3,4", "--dry-run", "--no-timing");

        // then
        List<String> lines = outcome.out().lines().toList();
        List<String> jobs = lines.subList(lines.indexOf("first and last jobs") + 1, lines.size() - 1);
        assertThat(jobs).hasSize(7);
        assertThat(jobs.get(0)).matches("  +1  .* source  alpha 0.0  seed 3  \".+\" -> \".+\"");
        assertThat(jobs.get(3)).isEqualTo("  ...");
        assertThat(jobs.get(6)).matches("  36  .* lerp .* seed 4  \".+\" -> \".+\"");
    }

    @Test
    void aBegunFolderIsToldOfAndLeftAsItIs(@TempDir Path other) throws IOException {
        // given
        Path begun = other.resolve("begun");
        copy(made, begun);
        Files.delete(begun.resolve("report.json"));
        Files.delete(first(begun.resolve("images")));
        Map<String, String> before = state(begun);

        // when
        CommandOutcome outcome = run(begun, "3,4", "--dry-run", "--no-timing");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains(begun + " holds this run, begun: 35 of 36 images there, 1 left\n");
        assertThat(state(begun)).isEqualTo(before);
    }

    @Test
    void aFinishedFolderIsToldOfAndLeftAsItIs() throws IOException {
        // given
        Map<String, String> before = state(made);

        // when
        CommandOutcome outcome = run(made, "3,4", "--dry-run");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains(made + " holds this run, finished", "nothing is left to make");
        assertThat(state(made)).isEqualTo(before);
    }

    @Test
    void anotherDesignIsRefusedInTheWordsOfTheRun() throws IOException {
        // given
        Map<String, String> before = state(made);

        // when
        CommandOutcome dry = run(made, "3", "--dry-run");
        CommandOutcome earnest = run(made, "3");

        // then
        assertThat(dry.status()).isEqualTo(1);
        assertThat(dry.out()).isEmpty();
        assertThat(dry.err())
                .isEqualTo(earnest.err())
                .contains("holds another experiment: seeds is [3, 4], requested [3]");
        assertThat(state(made)).isEqualTo(before);
    }

    @Test
    void aFolderThatCannotBeIsRefusedInTheWordsOfTheRun(@TempDir Path other) throws IOException {
        // given
        Path file = Files.writeString(other.resolve("file"), "x");

        for (Path out : List.of(file, file.resolve("below"))) {
            // when
            CommandOutcome dry = run(out, "3", "--dry-run");

            // then
            assertThat(dry.status()).isEqualTo(1);
            assertThat(dry.err()).isEqualTo(run(out, "3").err()).contains("cannot write to " + out);
        }
    }

    @Test
    void timeAndDiskAreMeasured() {
        // when
        Path fresh = folder.resolve("measured");
        CommandOutcome outcome = run(fresh, "3,4", "--dry-run", "--batch-size", "2", "--generator-workers", "1");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .containsPattern("\ntime\n  about .*: 36 images at [0-9.]+ images/s, and [0-9.]+ s around them")
                .containsPattern("  measured: \\d+ images of 2 steps in [0-9.]+ s by 1 generator on cpu\n")
                .containsPattern("  measured: \\d+ images judged by .* in [0-9.]+ s\n")
                .containsPattern("\ndisk\n  about [0-9.]+ MB: images 0.[1-9] MB, topics")
                .contains("free on the disk of " + fresh);
        assertThat(outcome.err()).contains("measuring: warming up");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void imagesFromElsewhereAreCountedAndMeasured(@TempDir Path other) {
        // given
        Path exported = other.resolve("exported");
        CommandOutcome export = CommandOutcome.of("export", "--run", made.toString(), "--out", exported.toString());
        assertThat(export.status()).as(export.err()).isZero();
        Path fresh = other.resolve("fresh");

        // when
        CommandOutcome outcome = CommandOutcome.of(
                "run",
                "--dry-run",
                "--images",
                exported.resolve("images").toString(),
                "--scorer",
                TestBundles.scorer(),
                "--out",
                fresh.toString());

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "36 images of 6 pairs", fresh + " holds no run yet: 36 images to read", "\ntime\n", "\ndisk\n")
                .contains("\nfirst and last images\n")
                .doesNotContain("generator");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void timingCanBeLeftOutOfADryRunAlone() {
        // when
        CommandOutcome outcome = run(folder.resolve("untimed"), "3", "--no-timing");

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--no-timing is for --dry-run: add that, or leave it out");
    }

    @Test
    void aClusterIsAskedAndNothingWritten(@TempDir Path other) throws Exception {
        // given
        copy(made.resolve("broker"), other.resolve("broker"));
        try (EmbeddedBroker broker = EmbeddedBroker.start(other.resolve("broker"), 0)) {
            String servers = broker.bootstrapServers();
            Map<TopicPartition, Long> before = ends(servers);

            // when
            CommandOutcome absent = produce(servers, "another", "3,4");
            CommandOutcome same = produce(servers, "six", "3,4");
            CommandOutcome different = produce(servers, "six", "3");

            // then
            assertThat(absent.status()).as(absent.err()).isZero();
            assertThat(absent.out())
                    .contains("there is no experiment another: 36 jobs would be written\n")
                    .contains("36 images: 36 s at 1 image/s of all generators together, 4 s at 10");
            assertThat(same.out())
                    .contains("experiment six is there with the same design: nothing would be written\n")
                    .contains("0 images and no disk more; how far those of its jobs are, steerscope report")
                    .doesNotContain("at 1 image/s");
            assertThat(different.status()).isEqualTo(1);
            assertThat(different.err())
                    .contains("experiment six exists with another design: seeds is [3, 4], requested [3]");
            assertThat(ends(servers)).isEqualTo(before);
        }
    }

    /** Ends of all topics but those in which the broker keeps its own state. */
    private static Map<TopicPartition, Long> ends(String servers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Map<TopicPartition, OffsetSpec> partitions =
                    admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(partitions).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }
    }

    private static Path first(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.createDirectories(copied.getParent());
                    Files.copy(file, copied);
                }
            }
        }
    }
}
