package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the person at the terminal reads of prompts that the models do not see as they are written. */
class TextCasesTest {

    private static final String CUT = "src/test/resources/cases/pairs_same_after_cut.csv";
    private static final String EVERYDAY = "src/test/resources/pairs/everyday-20.csv";
    private static final String GENERATOR = "../bundles/toybox-sdxl";
    private static final String SCORER = "../bundles/toybox-clip";
    private static final String NOWHERE = "127.0.0.1:1";
    private static final String LANGUAGE =
            "knows 89 words, such as balloon, bolts, crown, hat, medium, red, striped, two, and no others";

    @TempDir
    private Path folder;

    private static List<String> produce(String pairs, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("produce", "--bootstrap-server", NOWHERE, "--generator", GENERATOR, "--pairs", pairs));
        arguments.addAll(List.of(more));
        CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(1);
        return outcome.err().lines().toList();
    }

    private String pairs(String... rows) throws IOException {
        return Files.writeString(
                        folder.resolve("p.csv"), "pair_id,category,source,target\n" + String.join("\n", rows) + "\n")
                .toString();
    }

    @Test
    void promptsThatDifferAfterTheCutAloneAreRefused() {
        assertThat(produce(CUT, "--scorer", SCORER))
                .containsExactly(
                        "steerscope produce: " + CUT + ":2:815: pair p1: target is the same prompt as source to"
                                + " toybox-sdxl and toybox-clip (both cut after 24 tokens): say first what differs");
        assertThat(produce(CUT))
                .containsExactly(
                        "steerscope produce: " + CUT + ":2:815: pair p1: target is the same prompt as source to"
                                + " toybox-sdxl (both cut after 24 tokens): say first what differs");
    }

    @Test
    void runRefusesThemBeforeAnythingIsMade() {
        // when
        Path out = folder.resolve("out");
        CommandOutcome outcome = CommandOutcome.of(
                "run", "--generator", GENERATOR, "--scorer", SCORER, "--pairs", CUT, "--out", out.toString());

        // then
        assertThat(outcome.err().lines())
                .containsExactly("steerscope run: " + CUT + ":2:815: pair p1: target is the same prompt as source to"
                        + " toybox-sdxl and toybox-clip (both cut after 24 tokens): say first what differs");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void everydayPairsAreToldOneByOneAndThoseWithoutContrastRefused() {
        // when
        List<String> lines = produce(EVERYDAY, "--scorer", SCORER);

        // then
        String models = "toybox-sdxl and toybox-clip";
        assertThat(lines).hasSize(9 + 1 + 10).allMatch(line -> line.startsWith("steerscope produce: "));
        assertThat(lines.get(0))
                .isEqualTo(
                        "steerscope produce: " + EVERYDAY + ":4: pair mood-3: unknown to " + models
                                + ": \"an\", \"angry\", \"child\", \"kitchen\", \"calm\" (4 and 3 tokens of source and target)");
        assertThat(lines.get(8)).contains(":21: pair colour-5: unknown to " + models + ": \"beach\" (1 and 1 tokens");
        assertThat(lines.get(9)).isEqualTo("steerscope produce: each of " + models + " " + LANGUAGE);
        assertThat(lines.get(10))
                .isEqualTo("steerscope produce: " + EVERYDAY
                        + ":2:34: pair mood-1: target is the same prompt as source to " + models
                        + " (unknown: \"photo\", \"of\", \"sad\", \"dog\", \"happy\"): use words that are known");
        assertThat(lines.subList(10, 20)).allMatch(line -> line.contains("target is the same prompt as source to"));
    }

    @Test
    void spaceAndLetterCaseThatNoModelSeesMakeNoPair() throws IOException {
        // given
        String file = pairs("p1,c,a red car,a red\u00A0car!?", "p2,c,a red tree,A\u2009red tree \u00AB\u00BB");

        // when
        List<String> lines = produce(file, "--scorer", SCORER);

        // then
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .contains("p.csv:2:16: pair p1: target is the same prompt as source", "(unknown: \"!?\")");
        assertThat(lines.get(2)).contains("p.csv:3:17: pair p2: target is the same prompt as source");
    }

    @Test
    void unknownWordsAreToldOfTenPairsAndCountedOfTheOthers() throws IOException {
        // given
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            rows.add("p%d,c,a red thing%d,a blue thing%d".formatted(i, i, i));
        }

        // when
        List<String> lines = produce(pairs(rows.toArray(String[]::new)));

        // then
        assertThat(lines).hasSize(13);
        assertThat(lines.get(9)).contains("p.csv:11: pair p9: unknown to toybox-sdxl: \"thing9\" (1 and 1 tokens of");
        assertThat(lines.get(10)).isEqualTo("steerscope produce: ... and 3 more pairs of which something is unknown");
        assertThat(lines.get(11)).isEqualTo("steerscope produce: toybox-sdxl " + LANGUAGE);
        assertThat(lines.get(12)).contains(NOWHERE);
    }

    @Test
    void pairsThatAreNotUsedAreNotChecked() throws IOException {
        // given
        String file = pairs("p1,c,a red car,a blue car", "p2,c,a red cup,a blue cup", "p3,c,a dog,a cat");

        // then
        assertThat(produce(file, "--pairs-per-category", "2"))
                .singleElement()
                .asString()
                .contains(NOWHERE);
        assertThat(produce(file)).anyMatch(line -> line.contains("pair p3: target is the same prompt as source"));
    }

    @Test
    void aTextOfWhichNothingIsKnownIsSaidToBe() throws IOException {
        assertThat(produce(pairs("p1,c,fluffy dog,a blue car", "p2,c,a red cup,a blue cup"))
                        .get(0))
                .endsWith(
                        "unknown to toybox-sdxl: \"fluffy\", \"dog\" (2 and 0 tokens of source and target), which is all"
                                + " of the source");
    }

    @Test
    void seedsOfTheSameNoiseAreRefusedAsEqualOnesAre() throws IOException {
        assertThat(produce(pairs("p1,c,a red car,a blue car", "p2,c,a red cup,a blue cup"), "--seeds", "0,4294967296"))
                .containsExactly("steerscope produce: seeds 0 and 4294967296 are one: they are equal modulo 2^32, which"
                        + " gives the same noise; name one of them");
    }

    @Test
    void clipNamesWhatItDoesNotKnowAndCannotTellApart() {
        // when
        CommandOutcome outcome = CommandOutcome.of(
                "clip",
                "--bundle",
                SCORER,
                "--image",
                "../docs/images/toybox-world.png",
                "--text",
                "a red car",
                "a fluffy red\u00A0car");

        // then
        assertThat(outcome.err().lines())
                .containsExactly(
                        "steerscope clip: \"a fluffy red\u00A0car\": unknown to toybox-clip: \"fluffy\" (1 of its tokens)",
                        "steerscope clip: toybox-clip " + LANGUAGE,
                        "steerscope clip: text 2 is the same as text 1 to toybox-clip (unknown: \"fluffy\"): no contrast");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void imageNamesWhatItDoesNotKnowAndSteersByNothing() {
        // when
        CommandOutcome outcome = CommandOutcome.of(
                "image",
                "--bundle",
                GENERATOR,
                "--method",
                "lerp",
                "--source",
                "a fluffy car",
                "--target",
                "a shiny car",
                "--alpha",
                "1",
                "--steps",
                "1",
                "--out",
                folder.resolve("image.png").toString());

        // then
        assertThat(outcome.err().lines())
                .contains(
                        "steerscope image: \"a fluffy car\": unknown to toybox-sdxl: \"fluffy\" (1 of its tokens)",
                        "steerscope image: toybox-sdxl " + LANGUAGE,
                        "steerscope image: target is the same prompt as source to toybox-sdxl (unknown: \"fluffy\","
                                + " \"shiny\"): no contrast");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void bundlesSayWhatLanguageTheySpeak() {
        assertThat(CommandOutcome.of("bundles", "verify", SCORER).out()).contains(" (3 files); " + LANGUAGE);
        assertThat(CommandOutcome.of("bundles", "list", "--folder", "../bundles")
                        .out()
                        .lines())
                .hasSize(9)
                .filteredOn(line -> line.strip().equals(LANGUAGE))
                .hasSize(3);
    }
}
