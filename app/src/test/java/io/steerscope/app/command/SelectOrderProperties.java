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

/** No byte depends on the order of rows, of which some are equal and some have equal scores. */
class SelectOrderProperties {

    private static final int IMAGES = 60;
    private static final int DIMENSIONS = 4;

    private static Path folder;
    private static List<String> rows;
    private static String expected;

    @BeforeContainer
    static void selectOnce() throws IOException {
        folder = Files.createTempDirectory("select");
        EmbeddingTables tables = new EmbeddingTables();
        rows = new ArrayList<>();
        String vector = "";
        for (int i = 0; i < IMAGES; i++) {
            vector = i % 5 == 4 ? vector : tables.vector(DIMENSIONS);
            rows.add("i%02d,%s,g%d,%d,%s".formatted(i, i % 7 < 3 ? "a" : "b", i / 3, i % 4, vector));
        }
        expected = select(rows);
        assertThat(expected).contains("\"best_of_pair\"", "\"design_effect\"");
    }

    @AfterContainer
    static void removeTable() throws IOException {
        Files.deleteIfExists(folder.resolve("images.csv"));
        Files.deleteIfExists(folder);
    }

    @Property(tries = 200)
    void rowsInAnyOrderGiveTheSameBytes(@ForAll long seed) {
        // given
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));

        // then
        assertThat(select(shuffled)).isEqualTo(expected);
    }

    private static String select(List<String> images) {
        try {
            Path file = EmbeddingTables.write(
                    folder.resolve("images.csv"), "image,category,group,score", DIMENSIONS, images);
            CommandOutcome outcome = CommandOutcome.of(
                    "select",
                    "--embeddings",
                    file.toString(),
                    "--score",
                    "score",
                    "--rule",
                    "top,spread,clusters,best-of-pair",
                    "--min-support",
                    "2",
                    "--permutations",
                    "19",
                    "--map",
                    "--format",
                    "json");
            assertThat(outcome.err()).isEmpty();
            return outcome.out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
