package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class GeometryCommandTest {

    private static final String KEY = "pair_id,category,alpha,seed,method";
    private static final int DIMENSIONS = EmbeddingTables.DIMENSIONS;

    @TempDir
    private Path folder;

    private final EmbeddingTables tables = new EmbeddingTables();

    private CommandOutcome geometry(List<String> images, List<String> texts, String... options) throws IOException {
        int dimensions = texts.get(0).split(",").length - 2;
        List<String> arguments = new ArrayList<>(List.of(
                "geometry",
                "--embeddings",
                EmbeddingTables.write(folder.resolve("images.csv"), KEY, DIMENSIONS, images)
                        .toString(),
                "--texts",
                EmbeddingTables.write(folder.resolve("texts.csv"), "pair_id,role", dimensions, texts)
                        .toString()));
        arguments.addAll(List.of(options));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private JsonNode json(List<String> images, List<String> texts) throws IOException {
        CommandOutcome outcome = geometry(images, texts, "--format", "json");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    /** The vector of a row, as it stands there. */
    private static String vector(String row, int fields) {
        return row.split(",", fields + 1)[fields];
    }

    @Test
    void severalMethodsStandApartAndShareTheUnsteeredImages() throws IOException {
        // given
        List<String> images = tables.images("source", 0.0);
        images.addAll(tables.images("lerp", 1.0));
        images.addAll(tables.images("analogy", 1.0));
        images.addAll(tables.images("target", 1.0));

        // when
        JsonNode methods = json(images, tables.texts(DIMENSIONS)).get("methods");

        // then
        assertThat(methods.fieldNames()).toIterable().containsExactly("analogy", "lerp");
        JsonNode cell = methods.get("analogy").get("cells").get(1);
        assertThat(cell.get("directional").get("n").intValue()).isEqualTo(3);
        assertThat(cell.get("progress").get("ci95_t")).hasSize(2);
        assertThat(methods.get("lerp").get("cells").get(0).has("directional")).isFalse();
        assertThat(methods.get("lerp").get("per_image")).hasSize(36);
    }

    @Test
    void withoutUnsteeredImagesOneSentenceSaysSo() throws IOException {
        // given
        List<String> images = tables.images("lerp", 0.5, 1.0);
        List<String> texts = tables.texts(DIMENSIONS);

        // when
        JsonNode found = json(images, texts);
        CommandOutcome table = geometry(images, texts);

        // then
        assertThat(found.get("baseline").get("steered").booleanValue()).isTrue();
        assertThat(found.get("cells")).allMatch(cell -> !cell.has("directional"));
        assertThat(found.get("items")).allMatch(item -> item.get("directional").isNull());
        assertThat(found.get("per_image")).allMatch(image -> !image.has("directional") && image.has("margin"));
        assertThat(found.get("geometry").get("colour").fieldNames())
                .toIterable()
                .contains("text_offset_concentration", "text_pairing_consistency")
                .doesNotContain("0.5");
        assertThat(found.get("remark").textValue()).startsWith("There are no unsteered images");
        assertThat(table.out()).containsOnlyOnce("There are no unsteered images");
    }

    @Test
    void equalImagesEqualPromptsAndMissingUnsteeredOnesAreCounted() throws IOException {
        // given
        List<String> images = tables.images("lerp", 0.0, 1.0);
        images.removeIf(row -> row.startsWith("colour-1,colour,0.0,2"));
        String unsteered = images.stream()
                .filter(row -> row.startsWith("colour-0,colour,0.0,1"))
                .findFirst()
                .orElseThrow();
        images.replaceAll(row ->
                row.startsWith("colour-0,colour,1.0,1") ? "colour-0,colour,1.0,1,lerp," + vector(unsteered, 5) : row);
        List<String> texts = tables.texts(DIMENSIONS);
        String source = texts.stream()
                .filter(row -> row.startsWith("colour-2,source"))
                .findFirst()
                .orElseThrow();
        texts.replaceAll(row -> row.startsWith("colour-2,target") ? "colour-2,target," + vector(source, 2) : row);

        // when
        JsonNode found = json(images, texts);

        // then
        JsonNode cell = found.get("cells").get(1);
        assertThat(cell.get("unmoved").intValue()).isEqualTo(1);
        assertThat(cell.get("same_prompts").intValue()).isEqualTo(3);
        assertThat(cell.get("without_unsteered").intValue()).isEqualTo(1);
        assertThat(cell.get("directional").get("n").intValue()).isZero();
        assertThat(cell.get("directional").get("mean").isNull()).isTrue();
        assertThat(cell.get("margin").get("n").intValue()).isEqualTo(3);
        assertThat(found.get("geometry").get("colour").get("text_pairs").intValue())
                .isEqualTo(2);
        assertThat(geometry(images, texts).out()).contains("1 equal to it");
    }

    @Test
    void aCategoryOfOnePairHasNoConsistency() throws IOException {
        // given
        List<String> images = tables.images("lerp", 0.0, 1.0);
        images.removeIf(row -> row.startsWith("size-1") || row.startsWith("size-2"));

        // when
        JsonNode found = json(images, tables.texts(DIMENSIONS));

        // then
        JsonNode size = found.get("geometry").get("size");
        assertThat(size.get("text_offset_concentration").isNull()).isTrue();
        assertThat(size.get("text_pairing_consistency").isNull()).isTrue();
        assertThat(size.get("exemplar_offset_cosine").isNull()).isTrue();
        assertThat(size.get("1.0").get("image_offset_concentration").isNull()).isTrue();
        assertThat(size.get("1.0").get("pairs").intValue()).isEqualTo(1);
        assertThat(found.get("cells").get(3).get("directional").get("ci95_t").isNull())
                .isTrue();
    }

    @Test
    void textsByImageGiveTheFiguresOfTextsByPair() throws IOException {
        // given
        List<String> images = new ArrayList<>();
        List<String> texts = tables.texts(DIMENSIONS);
        List<String> byImage = new ArrayList<>();
        for (String row : tables.images("lerp", 0.0, 1.0)) {
            String name = "i" + images.size();
            images.add(name + "," + row);
            String pair = row.substring(0, row.indexOf(','));
            texts.stream()
                    .filter(text -> text.startsWith(pair + ","))
                    .forEach(text -> byImage.add(name + text.substring(pair.length())));
        }
        Path ofImages = EmbeddingTables.write(folder.resolve("named.csv"), "image," + KEY, DIMENSIONS, images);
        Path ofTexts = EmbeddingTables.write(folder.resolve("by-image.csv"), "image,role", DIMENSIONS, byImage);

        // when
        CommandOutcome found = CommandOutcome.of(
                "geometry", "--embeddings", ofImages.toString(), "--texts", ofTexts.toString(), "--format", "json");

        // then
        List<String> unnamed =
                images.stream().map(row -> row.substring(row.indexOf(',') + 1)).toList();
        assertThat(found.out())
                .isEqualTo(geometry(unnamed, texts, "--format", "json").out());
        byImage.replaceAll(row -> row.startsWith("i7,target") ? "i7,target,1,2,3,4,5,6" : row);
        EmbeddingTables.write(folder.resolve("by-image.csv"), "image,role", DIMENSIONS, byImage);
        CommandOutcome refused =
                CommandOutcome.of("geometry", "--embeddings", ofImages.toString(), "--texts", ofTexts.toString());
        assertThat(refused.status()).isOne();
        assertThat(refused.err()).contains("colour-1", "different texts").hasLineCount(1);
    }

    @Test
    void anUnsteeredImageOfAnotherAlphaIsNotPassedOver() throws IOException {
        // given
        List<String> images = tables.images("lerp", 1.0);
        images.addAll(tables.images("source", 1.0));

        // when
        CommandOutcome outcome = geometry(images, tables.texts(DIMENSIONS));

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err())
                .containsPattern("images.csv:[0-9]+:1: method source is not steered, and has alpha .*: give it alpha 0")
                .hasLineCount(1);
    }

    @Test
    void imagesThatAreNotOfPairsAndTextsOfAnotherModelEndInOneLine() throws IOException {
        // given
        Path unnamed = Files.writeString(folder.resolve("unnamed.csv"), "image,e0,e1\na,1,2\n");

        // when
        CommandOutcome notOfPairs =
                CommandOutcome.of("geometry", "--embeddings", unnamed.toString(), "--texts", unnamed.toString());
        CommandOutcome otherModel = geometry(tables.images("lerp", 0.0, 1.0), tables.texts(DIMENSIONS - 1));
        CommandOutcome noTexts = CommandOutcome.of(
                "geometry", "--embeddings", folder.resolve("images.csv").toString());

        // then
        assertThat(List.of(notOfPairs.status(), otherModel.status(), noTexts.status()))
                .containsOnly(1);
        assertThat(notOfPairs.err()).contains("pair_id, alpha and seed").hasLineCount(1);
        assertThat(otherModel.err()).contains("6 elements", "texts 5").hasLineCount(1);
        assertThat(noTexts.err()).contains("--texts FILE").hasLineCount(1);
    }

    @Test
    void aColumnOfParquetIsWrongUsageWithCsv() throws IOException {
        // given
        List<String> images = tables.images("lerp", 0.0, 1.0);
        List<String> texts = tables.texts(DIMENSIONS);

        // when
        CommandOutcome ofImages = geometry(images, texts, "--embedding-column=clip");
        CommandOutcome ofTexts = geometry(images, texts, "--text-embedding-column=clip");
        CommandOutcome usual = geometry(images, texts, "--embedding-column=image_embedding");

        // then
        assertThat(ofImages.status()).isEqualTo(2);
        assertThat(ofImages.err())
                .contains("--embedding-column clip is of Parquet, which " + folder.resolve("images.csv")
                        + " is not: the" + " vectors of CSV are its columns e0, e1, ..");
        assertThat(ofTexts.status()).isEqualTo(2);
        assertThat(ofTexts.err()).contains("--text-embedding-column clip is of Parquet", "texts.csv is not");
        assertThat(usual.status()).isZero();
    }

    @Test
    void aPairWithoutAnyTextIsOneLine() throws IOException {
        // given
        List<String> texts = tables.texts(DIMENSIONS);
        String pair = texts.get(0).split(",")[0];

        // when
        CommandOutcome outcome = geometry(
                tables.images("lerp", 0.0, 1.0),
                texts.stream().filter(row -> !row.startsWith(pair + ",")).toList());

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("has no source or target text in").hasLineCount(1);
    }

    @Test
    void whatIsNoTableIsNamedByWhatItIs() throws IOException {
        // given
        Path json = Files.writeString(folder.resolve("t.csv"), "{\"e0\": 1}\n");

        // when
        CommandOutcome ofImages = CommandOutcome.of("geometry", "--embeddings=" + json);

        // then
        assertThat(ofImages.status()).isOne();
        assertThat(ofImages.err())
                .contains(json + ": is JSON, and no table of embeddings: read are CSV with the columns e0, e1, .., and"
                        + " Parquet")
                .hasLineCount(1);
    }

    @Test
    void peopleReadTablesInTextAndMarkdown() throws IOException {
        // given
        List<String> images = tables.images("lerp", 0.0, 1.0);
        List<String> texts = tables.texts(DIMENSIONS);

        // when
        String table = geometry(images, texts).out();
        String markdown = geometry(images, texts, "--format", "markdown").out();

        // then
        assertThat(table).contains("Direction", "Directional", "Preserved", "Image pairing");
        assertThat(markdown).contains("## Direction", "| Category |");
        assertThat(table.lines()).allMatch(line -> line.length() <= 112);
    }
}
