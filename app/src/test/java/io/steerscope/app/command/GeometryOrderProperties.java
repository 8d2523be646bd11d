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

/** No byte depends on the order of rows. */
class GeometryOrderProperties {

    private static final String KEY = "pair_id,category,alpha,seed,method";

    private static Path folder;
    private static List<String> images;
    private static List<String> texts;
    private static String expected;

    @BeforeContainer
    static void analyseOnce() throws IOException {
        folder = Files.createTempDirectory("geometry");
        EmbeddingTables tables = new EmbeddingTables();
        images = tables.images("source", 0.0);
        images.addAll(tables.images("lerp", 0.5, 1.0));
        images.addAll(tables.images("analogy", 0.5));
        texts = tables.texts(EmbeddingTables.DIMENSIONS);
        images.remove(4);
        expected = geometry(images, texts);
    }

    @AfterContainer
    static void removeTables() throws IOException {
        Files.deleteIfExists(folder.resolve("images.csv"));
        Files.deleteIfExists(folder.resolve("texts.csv"));
        Files.deleteIfExists(folder);
    }

    @Property(tries = 300)
    void rowsInAnyOrderGiveTheSameBytes(@ForAll long seed) throws IOException {
        // given
        Random random = new Random(seed);
        List<String> shuffled = new ArrayList<>(images);
        List<String> shuffledTexts = new ArrayList<>(texts);
        Collections.shuffle(shuffled, random);
        Collections.shuffle(shuffledTexts, random);

        // when
        String found = geometry(shuffled, shuffledTexts);

        // then
        assertThat(found).isEqualTo(expected);
    }

    private static String geometry(List<String> images, List<String> texts) {
        try {
            Path ofImages =
                    EmbeddingTables.write(folder.resolve("images.csv"), KEY, EmbeddingTables.DIMENSIONS, images);
            Path ofTexts = EmbeddingTables.write(
                    folder.resolve("texts.csv"), "pair_id,role", EmbeddingTables.DIMENSIONS, texts);
            CommandOutcome outcome = CommandOutcome.of(
                    "geometry", "--embeddings", ofImages.toString(), "--texts", ofTexts.toString(), "--format", "json");
            assertThat(outcome.err()).isEmpty();
            return outcome.out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
