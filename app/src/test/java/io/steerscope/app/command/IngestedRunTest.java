package io.steerscope.app.command;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.experiment.RunView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a run gives is an experiment like any other when its images come from a folder. */
class IngestedRunTest {

    private static final String PAIRS = "src/test/resources/pairs/six.csv";

    @TempDir
    private static Path folder;

    private static Path made;
    private static Path exported;
    private static Path again;
    private static CommandOutcome first;
    private static List<String> firstSaid;

    @BeforeAll
    static void runExportAndRunAgain() throws IOException {
        made = folder.resolve("made");
        exported = folder.resolve("exported");
        again = folder.resolve("again");
        CommandOutcome run = CommandOutcome.of(
                "run",
                "--pairs",
                PAIRS,
                "--seeds",
                "3,4",
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
                TestBundles.generator(),
                "--scorer",
                TestBundles.scorer(),
                "--no-dashboard",
                "--out",
                made.toString());
        assertThat(run.status()).as(run.err()).isZero();
        CommandOutcome export = CommandOutcome.of("export", "--run", made.toString(), "--out", exported.toString());
        assertThat(export.status()).as(export.err()).isZero();
        first = ingested(exported.resolve("images"), again);
        firstSaid = said(again);
    }

    @Test
    void anExportThatIsIngestedAgainGivesTheSameMarginsStatisticsAndVerdicts() throws IOException {
        // then
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.err()).contains("36 images of 6 pairs\n");
        for (String table : List.of("margins.csv", "baseline.csv")) {
            assertThat(Files.readAllLines(again.resolve(table)))
                    .as(table)
                    .hasSizeGreaterThan(12)
                    .containsExactlyInAnyOrderElementsOf(Files.readAllLines(made.resolve(table)));
        }
        assertThat(firstSaid).isEqualTo(said(made));
    }

    @Test
    void theSameCommandAgainIsFinishedAndWithAddedFilesItGoesOn() throws IOException {
        // given
        Path images = folder.resolve("growing");
        Path out = folder.resolve("grown");
        List<String> rows = Files.readAllLines(exported.resolve("images/metadata.csv"));
        List<String> steered =
                rows.stream().filter(row -> row.contains("_lerp_")).toList();
        copy(images, rows.get(0), steered.subList(0, 20));

        // when
        CommandOutcome begun = ingested(images, out);
        String report = Files.readString(out.resolve("report.json"));
        CommandOutcome same = ingested(images, out);
        copy(images, rows.get(0), steered);
        CommandOutcome more = ingested(images, out);

        // then
        assertThat(begun.status()).as(begun.err()).isZero();
        assertThat(same.status()).as(same.err()).isZero();
        assertThat(same.err()).doesNotContain("starting");
        assertThat(same.out()).isEqualTo(begun.out());
        assertThat(more.status()).as(more.err()).isZero();
        assertThat(Files.readString(out.resolve("report.json"))).isNotEqualTo(report);
        assertThat(Files.readAllLines(out.resolve("margins.csv")))
                .hasSameSizeAs(Files.readAllLines(made.resolve("margins.csv")));
    }

    @Test
    void theDashboardOfAFinishedRunIsServedAgainAndTheFolderStaysAsItIs() throws Exception {
        // given
        String report = Files.readString(made.resolve("report.json"));

        // when
        try (RunView view = RunView.open(new RunFolder(made), 0)) {
            // then
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(get(view, "api/experiments")).contains("\"expected_images\":36", "\"complete\":true");
                assertThat(get(view, "")).contains("<html");
            });
        }
        assertThat(Files.readString(made.resolve("report.json"))).isEqualTo(report);
    }

    @Test
    void whatIsNoRunIsNotViewed() {
        // when
        CommandOutcome outcome =
                CommandOutcome.of("view", folder.resolve("none").toString());

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip().lines()).hasSize(1);
        assertThat(outcome.err()).contains("is not the folder of a run");
    }

    private static String get(RunView view, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(view.dashboard().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void anotherScorerJudgesTheImagesOfTheFolder() throws IOException {
        // when
        CommandOutcome outcome =
                CommandOutcome.of("rescore", "--run", again.toString(), "--scorer", TestBundles.otherScorer());

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        String scorer = Path.of(TestBundles.otherScorer()).getFileName().toString();
        assertThat(Files.readAllLines(again.resolve("margins-" + scorer + ".csv")))
                .hasSameSizeAs(Files.readAllLines(made.resolve("margins.csv")));
    }

    @Test
    void aFolderIsOfOneKindOfImages() {
        // when
        CommandOutcome elsewhere = ingested(exported.resolve("images"), made);
        CommandOutcome generated = CommandOutcome.of(
                "run",
                "--pairs",
                PAIRS,
                "--generator",
                TestBundles.generator(),
                "--scorer",
                TestBundles.scorer(),
                "--no-dashboard",
                "--out",
                again.toString());

        // then
        assertThat(last(elsewhere))
                .isEqualTo("steerscope run: " + made + " holds images that a generator made: choose another --out");
        assertThat(last(generated))
                .isEqualTo("steerscope run: " + again
                        + " holds images that were made elsewhere: name them with --images, or choose another --out");
    }

    @Test
    void optionsOfTheOtherKindAreRefusedInOneLine() {
        assertThat(CommandOutcome.of("run", "--images", "x", "--seeds", "1", "--methods", "lerp")
                        .err())
                .isEqualTo(
                        "steerscope run: --seeds, --methods say how images are made, and those of --images are there:"
                                + " leave them out (see steerscope run --help)\n");
        assertThat(CommandOutcome.of("run", "--columns", "target=caption").err())
                .isEqualTo("steerscope run: --columns says how images that were made elsewhere are read: name them with"
                        + " --images SOURCE (see steerscope run --help)\n");
    }

    private static CommandOutcome ingested(Path images, Path out) {
        return CommandOutcome.of(
                "run",
                "--images",
                images.toString(),
                "--experiment",
                "six",
                "--scorer",
                TestBundles.scorer(),
                "--no-dashboard",
                "--out",
                out.toString());
    }

    /** What a report says, but for what its seeds are. */
    private static List<String> said(Path run) throws IOException {
        return Files.readAllLines(run.resolve("report.txt")).stream()
                .filter(line -> !line.startsWith("Unit: "))
                .toList();
    }

    private static void copy(Path images, String header, List<String> rows) throws IOException {
        List<String> metadata = new ArrayList<>(List.of(header));
        for (String row : rows) {
            String file = row.substring(0, row.indexOf(','));
            Files.createDirectories(images.resolve(file).getParent());
            if (!Files.exists(images.resolve(file))) {
                Files.copy(exported.resolve("images").resolve(file), images.resolve(file));
            }
            metadata.add(row);
        }
        Files.write(images.resolve("metadata.csv"), metadata);
    }

    private static String last(CommandOutcome outcome) {
        List<String> lines = outcome.err().lines().toList();
        return lines.get(lines.size() - 1);
    }
}
