package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DiversityCommandTest {

    private static final String KEY = "pair_id,category,alpha,seed,method";
    private static final int DIMENSIONS = EmbeddingTables.DIMENSIONS;

    @TempDir
    private Path folder;

    private final EmbeddingTables tables = new EmbeddingTables();

    private CommandOutcome diversity(List<String> images, List<String> texts, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "diversity",
                "--embeddings",
                EmbeddingTables.write(folder.resolve("images.csv"), KEY, DIMENSIONS, images)
                        .toString()));
        if (!texts.isEmpty()) {
            int dimensions = texts.get(0).split(",").length - 2;
            arguments.add("--texts");
            arguments.add(EmbeddingTables.write(folder.resolve("texts.csv"), "pair_id,role", dimensions, texts)
                    .toString());
        }
        arguments.addAll(List.of(options));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private JsonNode json(List<String> images, List<String> texts, String... options) throws IOException {
        List<String> withFormat = new ArrayList<>(List.of(options));
        withFormat.addAll(List.of("--format", "json"));
        CommandOutcome outcome = diversity(images, texts, withFormat.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        return new ObjectMapper().readTree(outcome.out());
    }

    @Test
    void anImageWithoutTextsEndsInOneLine() throws IOException {
        // given
        List<String> texts = tables.texts(DIMENSIONS);
        texts.removeIf(row -> row.startsWith("size-1,target"));

        // when
        CommandOutcome outcome = diversity(tables.images("lerp", 0.0, 1.0), texts);

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("size-1").contains("target").hasLineCount(1);
    }

    @Test
    void anItemsMarginIsOfEachImageByItsOwnTexts() throws IOException {
        // given: the second seed has the texts of the first the other way round
        Path images = Files.writeString(
                folder.resolve("images.csv"),
                "image,pair_id,category,alpha,seed,e0,e1\na,p,c,0,0,1,0\nb,p,c,0,1,1,0\n");
        Path texts = Files.writeString(
                folder.resolve("texts.csv"),
                "image,role,e0,e1\na,source,1,0\na,target,0,1\nb,source,0,1\nb,target,1,0\n");

        // when
        CommandOutcome outcome = CommandOutcome.of(
                "diversity", "--embeddings", images.toString(), "--texts", texts.toString(), "--format", "json");

        // then
        JsonNode item = new ObjectMapper().readTree(outcome.out()).at("/items/0");
        assertThat(item.get("margin").doubleValue()).isZero();
    }

    @Test
    void aCategoryThatIsMissingInSomeRowsIsNamed() throws IOException {
        // given
        Path images = Files.writeString(
                folder.resolve("images.csv"), "pair_id,category,alpha,seed,e0,e1\np,x,0,0,1,0\nq,,0,0,1,1\n");

        // when
        CommandOutcome outcome =
                CommandOutcome.of("diversity", "--embeddings", images.toString(), "--condition", "none");

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err())
                .contains("images.csv:3:1: category is empty, and others have one")
                .hasLineCount(1);
    }

    @Test
    void aFileThatIsReadIsNotWrittenOver() throws IOException {
        // given
        List<String> images = tables.images("lerp", 0.0, 1.0);
        List<String> texts = tables.texts(DIMENSIONS);

        // when
        CommandOutcome outcome = diversity(
                images,
                texts,
                "--export-residuals",
                folder.resolve(".").resolve("texts.csv").toString());

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("would replace a file that is read").hasLineCount(1);
        assertThat(Files.readAllLines(folder.resolve("texts.csv"))).hasSize(texts.size() + 1);
    }

    @Test
    void withoutConditionNoTextsAreNeededAndNothingIsSaidOfMargins() throws IOException {
        // when
        JsonNode found = json(tables.images("lerp", 0.0, 1.0), List.of(), "--condition", "none");

        // then
        assertThat(found.get("cells").get(1).get("margin_change").get("n").intValue())
                .isZero();
        assertThat(found.get("cells").get(1).get("diversity_change").get("n").intValue())
                .isEqualTo(3);
        assertThat(found.get("spectrum").get("overall").has("conditional")).isFalse();
        assertThat(found.has("prompt_removal")).isFalse();
    }

    @Test
    void severalMethodsStandApartAndShareTheUnsteeredImages() throws IOException {
        // given
        List<String> images = tables.images("source", 0.0);
        images.addAll(tables.images("lerp", 1.0));
        images.addAll(tables.images("analogy", 1.0));
        images.addAll(tables.images("target", 1.0));

        // when
        JsonNode found = json(images, tables.texts(DIMENSIONS));

        // then
        JsonNode methods = found.get("methods");
        assertThat(methods.fieldNames()).toIterable().containsExactly("analogy", "lerp");
        JsonNode analogy = methods.get("analogy");
        assertThat(analogy.get("baseline").get("steered").booleanValue()).isFalse();
        assertThat(analogy.get("spectrum").get("overall").get("n").intValue()).isEqualTo(36);
        assertThat(analogy.get("cells").get(1).has("diversity_loss_contrast_to_lerp"))
                .isTrue();
        assertThat(methods.get("lerp").get("cells").get(1).has("diversity_loss_contrast_to_lerp"))
                .isFalse();
    }

    @Test
    void withoutUnsteeredImagesTheLowestStrengthIsTheBaseline() throws IOException {
        // when
        JsonNode found = json(tables.images("lerp", 0.8, 0.0001, 0.5), tables.texts(DIMENSIONS));

        // then
        assertThat(found.get("baseline").toString()).isEqualTo("{\"alpha\":1.0E-4,\"steered\":true}");
        assertThat(found.get("spectrum").fieldNames())
                .toIterable()
                .contains("|0.0001", "colour|", "size|0.8")
                .noneMatch(name -> name.contains("E"));
        assertThat(found.get("cells").get(0).has("verdict")).isFalse();
        assertThat(found.get("cells").get(1).has("verdict")).isTrue();
    }

    @Test
    void textsOfAnotherModelThanTheImagesAreRefusedWhereMarginsAreTakenBetweenThem() throws IOException {
        // when
        CommandOutcome outcome = diversity(tables.images("lerp", 0.0, 1.0), tables.texts(DIMENSIONS - 1));

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("6 elements").contains("texts 5").hasLineCount(1);
    }

    @Test
    void residualsAreOfTheirImageWhereAlphasAreInAnotherOrderThanNames() throws IOException {
        // given
        Path texts = Files.writeString(folder.resolve("prompts.csv"), "image,e0,e1\na,1,0\nb,0,1\nc,1,0.5\nd,0.2,1\n");
        List<String> rows = List.of("c,0.5,1,0.1", "a,1,0.9,0.4", "d,0,0.2,1", "b,0.1,0,1");

        // when
        Map<String, String> withAlphas = residuals("image,alpha,e0,e1", rows, texts);
        Map<String, String> without = residuals("image,strength,e0,e1", rows, texts);

        // then
        assertThat(withAlphas).hasSize(4);
        withAlphas.forEach((image, residual) -> assertThat(numbers(residual))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(numbers(without.get(image))));
    }

    private Map<String, String> residuals(String header, List<String> rows, Path texts) throws IOException {
        Path images = Files.writeString(folder.resolve("named.csv"), header + "\n" + String.join("\n", rows) + "\n");
        Path out = folder.resolve("left.csv");
        CommandOutcome outcome = CommandOutcome.of(
                "diversity",
                "--embeddings",
                images.toString(),
                "--texts",
                texts.toString(),
                "--by",
                "none",
                "--export-residuals",
                out.toString());
        assertThat(outcome.err()).isEmpty();
        return Files.readAllLines(out).stream()
                .skip(1)
                .collect(Collectors.toMap(line -> line.substring(0, 1), line -> line.substring(2)));
    }

    private static double[] numbers(String fields) {
        return Stream.of(fields.split(",")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void residualsAreATableThatIsReadAgain() throws IOException {
        // given
        Path residuals = folder.resolve("residuals.csv");
        List<String> images = tables.images("lerp", 0.0, 1.0);

        // when
        JsonNode found = json(images, tables.texts(DIMENSIONS), "--export-residuals", residuals.toString());
        CommandOutcome again = CommandOutcome.of(
                "diversity", "--embeddings", residuals.toString(), "--condition", "none", "--format", "json");

        // then
        double squares = Files.readAllLines(residuals).stream()
                .skip(1)
                .flatMap(line -> List.of(line.split(",")).subList(5, 5 + DIMENSIONS).stream())
                .mapToDouble(Double::parseDouble)
                .map(value -> value * value)
                .sum();
        assertThat(found.get("prompt_removal").get("residual_mean_square").doubleValue())
                .isEqualTo(squares / images.size(), within(1e-12));
        assertThat(again.status()).isZero();
    }

    @Test
    void whatIsAskedForBesideIsThere() throws IOException {
        // when
        JsonNode found = json(
                tables.images("lerp", 0.0, 1.0),
                tables.texts(DIMENSIONS),
                "--permutations",
                "19",
                "--order",
                "0.5",
                "--reference");

        // then
        JsonNode cell = found.get("spectrum").get("size|1.0");
        assertThat(cell.get("prompt_permutation").get("p_greater").doubleValue())
                .isBetween(0.05, 1.0);
        assertThat(cell.get("reference").get("n_reference").intValue()).isEqualTo(9);
        assertThat(cell.get("vendi").get("order").doubleValue())
                .isGreaterThanOrEqualTo(cell.get("vendi").get("q1").doubleValue());
        assertThat(cell.get("jackknife").get("one_look").booleanValue()).isTrue();
        assertThat(cell.get("change_from_baseline").get("vendi").get("ci95")).hasSize(2);
        assertThat(found.get("spectrum").get("size|0.0").has("reference"))
                .as("the baseline is its own reference")
                .isFalse();
    }

    @Test
    void intervalsMayBeLeftOut() throws IOException {
        // when
        JsonNode found = json(tables.images("lerp", 0.0, 1.0), tables.texts(DIMENSIONS), "--intervals", "none");

        // then
        assertThat(found.get("intervals").booleanValue()).isFalse();
        assertThat(found.get("spectrum").get("overall").has("jackknife")).isFalse();
    }

    @Test
    void peopleReadTables() throws IOException {
        // when
        CommandOutcome table = diversity(tables.images("lerp", 0.0, 1.0), tables.texts(DIMENSIONS));
        CommandOutcome markdown =
                diversity(tables.images("lerp", 0.0, 1.0), tables.texts(DIMENSIONS), "--format", "markdown");

        // then
        assertThat(table.out())
                .contains("The baseline is the unsteered images, alpha 0.")
                .contains("verdict")
                .contains("size, alpha 1.0");
        assertThat(markdown.out()).contains("## Diversity").contains("|");
    }

    @Test
    void optionsThatDoNotFitTogetherAreRefused() throws IOException {
        // given
        List<String> images = tables.images("lerp", 0.0, 1.0);

        // then
        for (String[] options : new String[][] {
            {"--kernel", "gaussian"},
            {"--sigma", "0.8"},
            {"--condition", "none,pair"},
            {"--condition", "none", "--permutations", "9"},
            {"--ridge=-1"},
            {"--diversity-loss", "1"}
        }) {
            CommandOutcome outcome = diversity(images, List.of(), options);
            assertThat(outcome.status()).as(String.join(" ", options)).isEqualTo(2);
            assertThat(outcome.err()).contains("--");
        }
    }

    @Test
    void aTableWithoutStrengthsCannotBeGroupedByThem() throws IOException {
        // given
        Path file = EmbeddingTables.write(
                folder.resolve("named.csv"), "image", 3, List.of("a," + tables.vector(3), "b," + tables.vector(3)));

        // when
        CommandOutcome outcome =
                CommandOutcome.of("diversity", "--embeddings", file.toString(), "--condition", "none", "--by", "alpha");

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("no column alpha").hasLineCount(1);
    }
}
