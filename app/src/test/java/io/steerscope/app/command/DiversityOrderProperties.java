package io.steerscope.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** No byte depends on the order of rows, on how they were put together from parts, or on threads. */
class DiversityOrderProperties {

    private static final String KEY = "pair_id,category,alpha,seed,method";

    private static Path folder;
    private static List<String> images;
    private static List<String> texts;
    private static String expected;

    @BeforeContainer
    static void analyseOnce() throws IOException {
        folder = Files.createTempDirectory("diversity");
        EmbeddingTables tables = new EmbeddingTables();
        images = tables.images("lerp", 0.0, 0.5);
        texts = tables.texts(EmbeddingTables.DIMENSIONS);
        images.remove(4);
        expected = diversity(images, texts);
    }

    @AfterContainer
    static void removeTables() throws IOException {
        Files.deleteIfExists(folder.resolve("images.csv"));
        Files.deleteIfExists(folder.resolve("texts.csv"));
        Files.deleteIfExists(folder);
    }

    @Property(tries = 1_000)
    void rowsInAnyOrderGiveTheSameBytes(@ForAll long seed) throws IOException {
        // given
        Random random = new Random(seed);
        List<String> shuffled = joined(parts(images, random));
        List<String> shuffledTexts = joined(parts(texts, random));

        // when
        String found = diversity(shuffled, shuffledTexts);

        // then
        assertThat(found).isEqualTo(expected);
    }

    /** Rows by a number that was drawn for each, as partitions have them, each in an order of its own. */
    private static List<List<String>> parts(List<String> rows, Random random) {
        List<List<String>> parts = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int part = 0; part < count; part++) {
            parts.add(new ArrayList<>());
        }
        rows.forEach(row -> parts.get(random.nextInt(count)).add(row));
        parts.forEach(part -> Collections.shuffle(part, random));
        return parts;
    }

    private static List<String> joined(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    private static String diversity(List<String> images, List<String> texts) {
        try {
            Path ofImages =
                    EmbeddingTables.write(folder.resolve("images.csv"), KEY, EmbeddingTables.DIMENSIONS, images);
            Path ofTexts = EmbeddingTables.write(
                    folder.resolve("texts.csv"), "pair_id,role", EmbeddingTables.DIMENSIONS, texts);
            CommandOutcome outcome = CommandOutcome.of(
                    "diversity",
                    "--embeddings",
                    ofImages.toString(),
                    "--texts",
                    ofTexts.toString(),
                    "--condition",
                    "pair,target",
                    "--ridge",
                    "0,0.001",
                    "--kernel",
                    "cosine,gaussian",
                    "--sigma",
                    "0.9",
                    "--permutations",
                    "9",
                    "--reference",
                    "--format",
                    "json");
            assertThat(outcome.err()).isEmpty();
            return outcome.out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
