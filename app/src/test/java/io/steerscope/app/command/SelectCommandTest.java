package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.app.export.ParquetRows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SelectCommandTest {

    private static final String HEADER = "image,category,group,score,e0,e1,e2\n";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void equalScoresGiveTheFirstNamesAndNoSlices() throws Exception {
        // given
        table("d,x,g4,1,0,1,1", "b,x,g2,1,0,1,0", "a,x,g1,1,1,0,0", "c,x,g3,1,0,0,1");

        // when
        JsonNode found = json("--score", "score", "--rule", "top", "--count", "2", "--min-support", "2");

        // then
        assertThat(names(found, "x", "top")).containsExactly("a", "b");
        assertThat(found.at("/slices/candidates").intValue()).isZero();
        assertThat(found.at("/slices/sd").doubleValue()).isZero();
        assertThat(found.at("/slices/slices")).isEmpty();
    }

    @Test
    void missingScoresAreLeftOutAndCounted() throws Exception {
        // given
        table("a,x,g1,,1,0,0", "b,x,g2,,0,1,0", "c,x,g3,2.5,0,0,1");

        // when
        JsonNode found = json("--score", "score", "--rule", "top");

        // then
        assertThat(found.get("missing_scores").intValue()).isEqualTo(2);
        assertThat(found.get("n").intValue()).isEqualTo(1);
        assertThat(names(found, "x", "top")).containsExactly("c");
        assertThat(found.at("/selection/x/top/mean_pairwise_distance").isNull()).isTrue();
        assertThat(found.at("/selection/x/all/n").intValue()).isEqualTo(1);
    }

    @Test
    void withoutTheColumnOfTheGroupEachImageStandsAloneWhichIsSaid() throws Exception {
        // given
        Files.writeString(
                folder.resolve("images.csv"),
                "image,category,score,e0,e1,e2\na,x,1,1,0,0\nb,x,2,1,0,0.1\nc,x,3,0,1,0\nd,x,4,0,1,0.1\n");

        // when
        JsonNode found = json("--score", "score", "--min-support", "2", "--rule", "best-of-pair");

        // then
        assertThat(found.get("group").isNull()).isTrue();
        assertThat(found.get("notes").get(0).asText())
                .startsWith("there is no column group, pair_id or prompt: each image stands alone");
        assertThat(found.at("/slices/slices/0/pairs").intValue()).isEqualTo(2);
        assertThat(found.at("/selection/x/best_of_pair/c").asText()).isEqualTo("c");
    }

    @Test
    void nearCopiesStayInLevelsAndSlicesAndAreNotSelected() throws Exception {
        // given
        table("a,x,g1,1,2,0,0", "b,x,g2,9,1,0,0", "c,x,g3,3,0,1,0", "d,y,g4,4,1,0,0");

        // when
        JsonNode found = json("--score", "score", "--rule", "top,spread,clusters", "--levels", "2,4");

        // then: the copy in another category is one of its own
        for (String rule : List.of("top", "spread", "clusters")) {
            assertThat(names(found, "x", rule)).containsExactly("c", "a");
            assertThat(names(found, "y", rule)).containsExactly("d");
        }
        assertThat(found.get("near_duplicates")).hasSize(3);
        assertThat(found.at("/near_duplicates/0/2").doubleValue()).isEqualTo(1.0);
        assertThat(found.get("levels").get("4").toString()).isEqualTo("[0,0,1,0]");
        assertThat(found.at("/selection/x/all/n").intValue()).isEqualTo(3);
    }

    @Test
    void aScoreOfTextsIsTheCosineTimesAHundred() throws Exception {
        // given
        table("a,x,g1,1,3,4,0", "b,x,g2,1,-1,0,0");
        Path texts = Files.writeString(folder.resolve("texts.csv"), "image,e0,e1,e2\na,2,0,0\nb,1,0,0\n");

        // when
        JsonNode clip = json("--texts", texts.toString());
        JsonNode hessel = json("--texts", texts.toString(), "--scale", "hessel", "--rule", "top");

        // then
        assertThat(clip.at("/clip_score/0/prompt").doubleValue()).isEqualTo(60.0, within(1e-12));
        assertThat(clip.at("/clip_score/1/prompt").doubleValue()).isEqualTo(-100.0);
        assertThat(clip.at("/clip_score/1/clamped").doubleValue()).isZero();
        assertThat(hessel.at("/selection/x/top/mean_score").doubleValue()).isEqualTo(0.5 * 2.5 * 0.6, within(1e-12));
        assertThat(hessel.at("/clip_score/0/prompt").doubleValue()).isEqualTo(2.5 * 0.6, within(1e-12));
        assertThat(hessel.at("/clip_score/1/prompt").doubleValue()).isZero();
        assertThat(select("--texts", texts.toString(), "--scale", "hessel").out())
                .contains("Images to look at, by clip (2.5 max(0, cosine))");
    }

    @Test
    void imagesOfPairsHaveAClipScoreOfTheTargetAlone() throws Exception {
        // given: one pair has a source too
        EmbeddingTables tables = new EmbeddingTables();
        pairs(tables.images("lerp", 0.0, 1.0E-4, 1.0));
        List<String> texts = tables.texts(EmbeddingTables.DIMENSIONS);
        texts.removeIf(row -> row.contains(",source,") && !row.startsWith("colour-0,"));
        Path file =
                EmbeddingTables.write(folder.resolve("texts.csv"), "pair_id,role", EmbeddingTables.DIMENSIONS, texts);
        Path out = folder.resolve("out");

        // when
        JsonNode found = json("--texts", file.toString(), "--without-prompt", "--export", out.toString());

        // then
        assertThat(found.get("n").intValue()).isEqualTo(54);
        assertThat(found.get("hierarchy").asText()).isEqualTo("without prompts");
        List<Map<String, Object>> images = ParquetRows.read(out.resolve("images.parquet"));
        assertThat(images.get(0)).containsEntry("pair_id", "colour-0").containsKey("margin");
        assertThat(images.get(53)).containsEntry("pair_id", "size-2").doesNotContainKey("margin");
        assertThat(select("--texts", file.toString(), "--score", "margin").err())
                .contains("has no source text in");
    }

    @Test
    void keysHaveNoExponentsAndStandInTheOrderOfNumbers() throws Exception {
        // given
        pairs(List.of("p,x,100000000,1,m,1,0,0,0,0,0", "p,x,1.0E-4,1,m,0,1,0,0,0,0", "p,x,0.5,1,m,0,0,1,0,0,0"));
        Path texts = EmbeddingTables.write(
                folder.resolve("texts.csv"),
                "pair_id,role",
                EmbeddingTables.DIMENSIONS,
                List.of("p,target,1,1,1,0,0,0"));

        // when
        JsonNode found = json("--texts", texts.toString());

        // then
        assertThat(found.get("images").toString()).isEqualTo("[\"p/0.0001/1\",\"p/0.5/1\",\"p/100000000.0/1\"]");
    }

    @Test
    void whatIsLeftWithoutThePromptIsOfItsImageInWhateverOrder() throws Exception {
        // given: alphas are in another order than names
        String texts = Files.writeString(
                        folder.resolve("texts.csv"),
                        "image,e0,e1,e2\na,1,0,0\nb,0,1,0\nc,1,0,0\nd,0,1,0\ne,1,0,0\nf,0,1,0\n")
                .toString();
        String[] options = {"--texts", texts, "--without-prompt", "--levels", "2,3,4,5"};
        List<String> rows = List.of(
                "c,0.5,1,0.1,0", "a,1,1,0,0.7", "b,0,0.2,1,0", "f,0,0,1,0.6", "e,0.2,1,0,0.9", "d,0.1,0.1,1,0.5");

        // when
        Files.writeString(folder.resolve("images.csv"), "image,alpha,e0,e1,e2\n" + String.join("\n", rows) + "\n");
        JsonNode withAlphas = json(options);
        Files.writeString(folder.resolve("images.csv"), "image,strength,e0,e1,e2\n" + String.join("\n", rows) + "\n");
        JsonNode without = json(options);

        // then
        assertThat(withAlphas.get("levels")).isEqualTo(without.get("levels"));
        assertThat(withAlphas.get("selection")).isEqualTo(without.get("selection"));
    }

    @Test
    void aRuleOrLevelThatIsNamedTwiceCountsOnce() throws Exception {
        // given
        table("a,x,g1,1,1,0,0", "b,x,g2,2,0,1,0", "c,x,g3,3,0,0,1");

        // then
        assertThat(json("--score", "score", "--rule", "top,spread,top", "--levels", "2,2"))
                .isEqualTo(json("--score", "score", "--rule", "top,spread", "--levels", "2"));
    }

    @Test
    void marginsAndDirectionsScoreImagesOfPairs() throws Exception {
        // given
        EmbeddingTables tables = new EmbeddingTables();
        List<String> images = tables.images("source", 0.0);
        images.addAll(tables.images("lerp", 0.5, 1.0));
        images.addAll(tables.images("analogy", 0.5));
        pairs(images);
        Path texts = EmbeddingTables.write(
                folder.resolve("texts.csv"),
                "pair_id,role",
                EmbeddingTables.DIMENSIONS,
                tables.texts(EmbeddingTables.DIMENSIONS));

        // when
        JsonNode margin = json("--texts", texts.toString(), "--score", "margin");
        JsonNode directional = json("--texts", texts.toString(), "--score", "directional", "--without-prompt");
        JsonNode geometry = MAPPER.readTree(CommandOutcome.of(
                        "geometry",
                        "--embeddings",
                        folder.resolve("images.csv").toString(),
                        "--texts",
                        texts.toString(),
                        "--format",
                        "json")
                .out());

        // then
        assertThat(margin.get("n").intValue()).isEqualTo(72);
        assertThat(margin.get("group").asText()).isEqualTo("pair_id");
        assertThat(margin.at("/images/0").asText()).isEqualTo("colour-0/0.0/0/source");
        assertThat(directional.get("n").intValue()).isEqualTo(54);
        assertThat(directional.get("missing_scores").intValue()).isEqualTo(18);
        assertThat(directional.get("hierarchy").asText()).isEqualTo("without prompts");
        double sum = 0.0;
        for (JsonNode method : geometry.get("methods")) {
            for (JsonNode image : method.get("per_image")) {
                sum += image.path("directional").asDouble(0.0);
            }
        }
        assertThat(directional.at("/slices/mean").doubleValue()).isEqualTo(sum / 54.0, within(1e-12));
    }

    @Test
    void anExportHoldsEveryImageAndTheSlicesAsIssues() throws Exception {
        // given: twelve bad images on one axis among good ones
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            boolean isBad = i < 12;
            rows.add("i%02d.png,x,g%d,%s,%s,%s,0.%d"
                    .formatted(i, i, isBad ? -9 - i % 3 : i % 4, isBad ? 1 : 0, isBad ? 0 : 1, i));
        }
        table(rows.toArray(String[]::new));
        Path out = folder.resolve("best");

        // when
        CommandOutcome outcome = select("--score", "score", "--count", "3", "--export", out.toString());
        CommandOutcome again = select("--score", "score", "--export", out.toString());

        // then
        assertThat(outcome.err()).isEmpty();
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err())
                .isEqualTo("steerscope select: " + out
                        + " is not empty; choose another --export, or replace the export in it with --overwrite\n");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("images.parquet", "issues.json", "README.txt");
        }
        List<Map<String, Object>> images = ParquetRows.read(out.resolve("images.parquet"));
        assertThat(images).hasSize(40);
        assertThat(images.get(3))
                .containsEntry("image", "i03.png")
                .containsEntry("category", "x")
                .containsEntry("score", -9.0)
                .containsEntry("slice", 1L)
                .containsEntry("selected", false)
                .containsKeys("cluster_4", "cluster_8", "cluster_16", "projection_x", "projection_y")
                .doesNotContainKeys("prompt", "margin");
        Map<?, ?> neighbours = (Map<?, ?>) images.get(3).get("neighbors");
        assertThat((List<?>) neighbours.get("ids")).hasSize(10).noneMatch(id -> id.equals(3L));
        assertThat((List<?>) neighbours.get("distances")).hasSize(10);
        assertThat(images.get(3).get("image_embedding")).isEqualTo(List.of(1.0f, 0.0f, 0.3f));
        JsonNode issue =
                MAPPER.readTree(Files.readString(out.resolve("issues.json"))).get(0);
        assertThat(issue.get("title").asText()).startsWith("Low score");
        assertThat(issue.get("rows").toString()).isEqualTo("[0,1,2,3,4,5,6,7,8,9,10,11]");
        assertThat(issue.get("severity").asText()).isEqualTo("high");
        assertThat(issue.get("columns").toString()).isEqualTo("[\"score\"]");
        assertThat(Files.readString(out.resolve("README.txt")))
                .contains("EXPORT/images.parquet", "--neighbors neighbors --image image", "issues=issues");
        assertThat(select("--score", "score", "--export", out.toString(), "--overwrite")
                        .status())
                .isZero();
    }

    @Test
    void thePeoplesTableNamesWhatWasSelected() throws Exception {
        // given
        table("a,x,g1,1,1,0,0", "b,x,g2,2,0,1,0", "c,x,g3,3,0,0,1");

        // when
        CommandOutcome outcome = select("--score", "score", "--count", "1", "--min-drop", "0.5");

        // then
        assertThat(outcome.out())
                .contains(
                        "3 images with a score.",
                        "No group of images stands out (of 0 groups",
                        "0 of 0 groups lie 0.5 or more below the images, which is not tested.",
                        "all, as random picks",
                        "spread");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quality|: there is no column \"quality\" to score by (columns: image, category, group, score; or clip,"
                        + " margin, directional)",
                "scores|: there is no column \"scores\" to score by; did you mean \"score\"? (columns: image, category,"
                        + " group, score; or clip, margin, directional)",
                "category|:2:1: category \"x\" is not a plain decimal number: write it like 0.25",
                "directional|:1:1: there are no embeddings of source and target texts: name a file that has them"
                        + " (--texts FILE)",
                "clip|:1:1: there are no embeddings of prompt texts: name a file that has them (--texts FILE)",
            })
    void whatTheTableDoesNotHaveIsTold(String score, String message) throws Exception {
        // given
        Path file = table("a,x,g1,1,1,0,0");

        // when
        CommandOutcome outcome = select("--score", score);

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo("steerscope select: " + file + message + "\n");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void aGroupThatIsNoColumnIsRefused() throws Exception {
        // given
        Path file = table("a,x,g1,1,1,0,0");

        // then
        assertThat(select("--score", "score", "--group", "grp"))
                .extracting(CommandOutcome::status, CommandOutcome::err)
                .containsExactly(
                        1,
                        "steerscope select: " + file + ": there is no column \"grp\" to group by; did you mean"
                                + " \"group\"? (columns: image, category, group, score)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "NA", "null", "Infinity", "-inf"})
    void aScoreThatIsNoNumberIsNamedByItsLine(String text) throws Exception {
        // given
        Path file = table("a,x,g1,1,1,0,0", "b,x,g2," + text + ",0,1,0");

        // then
        assertThat(select("--score", "score").err())
                .isEqualTo("steerscope select: " + file + ":3:1: score \"" + text
                        + "\" is no number: leave the field empty where there is no score\n");
    }

    @Test
    void aGapInTheCategoryIsNamedByItsLine() throws Exception {
        // given
        Path file = table("a,x,g1,1,1,0,0", "b,,g2,2,0,1,0");

        // then
        assertThat(select("--score", "score").err())
                .isEqualTo("steerscope select: " + file
                        + ":3:1: category is empty, and others have one: name one in each row\n");
    }

    @Test
    void anEmptyNameOfTheExportIsRefused() throws Exception {
        // given
        table("a,x,g1,1,1,0,0");

        // then
        assertThat(select("--score", "score", "--export", ""))
                .extracting(CommandOutcome::status, CommandOutcome::err)
                .containsExactly(
                        2,
                        "steerscope select: --export: the name is empty: name a file or"
                                + " folder (see steerscope select --help)\n");
    }

    @Test
    void anExportOfATableWithoutFilesShowsNoImages() throws Exception {
        // given
        pairs(List.of("p,x,0.5,1,m,1,0,0,0,0,0", "p,x,0.5,2,m,0,1,0,0,0,0"));
        Path texts = EmbeddingTables.write(
                folder.resolve("texts.csv"),
                "pair_id,role",
                EmbeddingTables.DIMENSIONS,
                List.of("p,target,1,1,1,0,0,0"));
        Path out = folder.resolve("out");

        // when
        CommandOutcome outcome = select("--texts", texts.toString(), "--export", out.toString());

        // then
        assertThat(outcome.err()).isEmpty();
        assertThat(ParquetRows.read(out.resolve("images.parquet")).get(0)).containsEntry("image", "p/0.5/1");
        assertThat(Files.readString(out.resolve("README.txt")))
                .contains("The column image has keys", "atlas images.parquet")
                .doesNotContain("--image", "spotlight.Image");
    }

    @Test
    void aGapInTheGroupIsNamedByItsLine() throws Exception {
        // given
        Path file = table("a,x,g1,1,1,0,0", "b,x,,2,0,1,0");

        // then
        assertThat(select("--score", "score", "--group", "group").err())
                .isEqualTo("steerscope select: " + file + ":3:1: group is empty: name the group of the image\n");
    }

    @Test
    void noScoreAtAllIsToldInOneLine() throws Exception {
        // given
        Path file = table("a,x,g1,,1,0,0");

        // then
        assertThat(select("--score", "score").err())
                .isEqualTo("steerscope select: " + file + ": no image has a score: fill the column \"score\" in\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--count 0 | --count must be at least 1, is 0",
                "--weight 1.5 | --weight must be between 0 and 1, is 1.5",
                "--duplicate 0 | --duplicate must be above 0 and at most 1, is 0.0",
                "--levels 0,2 | --levels must be between 1 and 1000",
                "--min-support 1 | --min-support must be at least 2, is 1",
                "--min-groups 0 | --min-groups must be at least 1, is 0",
                "--min-lift -1 | --min-lift must be at least 0, is -1.0",
                "--min-drop -1 | --min-drop must be at least 0, is -1.0",
                "--permutations -1 | --permutations must be between 0 and 100000, is -1",
                "--permutations 9 --reference parent | --permutations are of --reference all or category",
                "--by none --reference category | --reference category needs categories: give --by category",
                "--rule best | \"best\" is no rule: choose among top, spread, clusters, best-of-pair",
                "--scale hessel | --scale is of --score clip",
                "--overwrite | --overwrite is of --export",
            })
    void optionsOutOfRangeAreWrongUsage(String options, String message) throws Exception {
        // given
        table("a,x,g1,1,1,0,0", "b,x,g2,2,0,1,0");
        List<String> all = new ArrayList<>(List.of("--score", "score"));
        all.addAll(List.of(options.strip().split(" ")));

        // when
        CommandOutcome outcome = select(all.toArray(String[]::new));

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(message.strip()).endsWith(" (see steerscope select --help)\n");
    }

    @Test
    void aTableOrARunIsNeededAndNotBoth() throws Exception {
        // given
        table("a,x,g1,1,1,0,0");

        // then
        assertThat(CommandOutcome.of("select").err())
                .contains("name a table with --embeddings FILE, or a finished run with --run DIR");
        assertThat(select("--run", folder.toString()).err())
                .contains("--embeddings is of files: leave it out with --run");
        assertThat(CommandOutcome.of("select", "--run", folder.toString(), "--score", "quality")
                        .err())
                .contains("--score quality is none of a run: choose margin, clip or directional");
        assertThat(CommandOutcome.of("select", "--run", folder.toString()).err())
                .isEqualTo("steerscope select: there is no run in the folder " + folder
                        + ": name that of a run with --run DIR\n");
    }

    private void pairs(List<String> rows) throws IOException {
        EmbeddingTables.write(
                folder.resolve("images.csv"), "pair_id,category,alpha,seed,method", EmbeddingTables.DIMENSIONS, rows);
    }

    private Path table(String... rows) throws IOException {
        return Files.writeString(folder.resolve("images.csv"), HEADER + String.join("\n", rows) + "\n");
    }

    private CommandOutcome select(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("select", "--embeddings", folder.resolve("images.csv").toString()));
        arguments.addAll(Arrays.asList(options));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private JsonNode json(String... options) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(options));
        all.addAll(List.of("--format", "json"));
        CommandOutcome outcome = select(all.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        return MAPPER.readTree(outcome.out());
    }

    private static List<String> names(JsonNode found, String category, String rule) {
        List<String> names = new ArrayList<>();
        found.get("selection").get(category).get(rule).get("images").forEach(name -> names.add(name.asText()));
        return names;
    }
}
