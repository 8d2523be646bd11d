package io.steerscope.app.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.command.SteerscopeCommand;
import io.steerscope.app.export.ParquetRows;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code select --run} on the folder of a finished run. */
class SelectedImagesOfRunTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyRun() throws IOException {
        FinishedRun.get().copyTo(Files.createDirectories(folder.resolve("run")));
    }

    @Test
    void allImagesButTheUnsteeredOnesAreChosenAmongByTheirMargins() throws Exception {
        // when
        JsonNode found = json("--rule", "top,best-of-pair", "--count", "2", "--min-support", "2");

        // then
        assertThat(found.get("score").asText()).isEqualTo("margin");
        assertThat(found.get("group").asText()).isEqualTo("pair_id");
        assertThat(found.get("n").intValue()).isEqualTo(TestExperiments.STEERED);
        assertThat(found.get("missing_scores").intValue()).isZero();
        List<String> keys = new ArrayList<>();
        found.get("images").forEach(key -> keys.add(key.asText()));
        assertThat(keys)
                .hasSize(TestExperiments.STEERED)
                .isSorted()
                .allMatch(key -> key.matches(".+/(0\\.5|1\\.0)/[01]"));
        int pairs = 0;
        for (JsonNode category : found.get("selection")) {
            assertThat(category.at("/top/images")).hasSize(2);
            pairs += category.get("best_of_pair").size();
        }
        assertThat(pairs).isEqualTo(6);
    }

    @Test
    void theExportNamesTheFilesOfTheImagesAndTheGreatestMarginsAreSelected() throws Exception {
        // given
        Path export = folder.resolve("best");

        // when
        json("--rule", "top", "--count", "1", "--export", export.toString());

        // then
        List<Map<String, Object>> images = ParquetRows.read(export.resolve("images.parquet"));
        assertThat(images).hasSize(TestExperiments.STEERED).allSatisfy(row -> {
            Path file = Path.of((String) row.get("image"));
            assertThat(file).isAbsolute().isRegularFile();
            assertThat(file.getFileName().toString()).startsWith(row.get("pair_id") + "_analogy_a" + row.get("alpha"));
            assertThat(row.get("score")).isEqualTo(row.get("margin"));
            double margin = (double) row.get("margin");
            if (row.get("selected").equals(true)) {
                assertThat(images)
                        .filteredOn(other -> row.get("category").equals(other.get("category")))
                        .allMatch(other -> (double) other.get("margin") <= margin);
            }
        });
        assertThat(images).filteredOn(row -> row.get("selected").equals(true)).hasSize(2);
        assertThat(Files.readString(export.resolve("README.txt")))
                .contains("absolute paths", "Run the commands in this folder", "atlas images.parquet");
    }

    @Test
    void directionsAreFromTheUnsteeredImagesAndPromptsCanBeTakenOut() throws Exception {
        // when
        JsonNode found = json("--score", "directional", "--without-prompt", "--map");

        // then
        assertThat(found.get("hierarchy").asText()).isEqualTo("without prompts");
        assertThat(found.get("n").intValue() + found.get("missing_scores").intValue())
                .isEqualTo(TestExperiments.STEERED);
        assertThat(found.at("/slices/mean").doubleValue()).isBetween(-1.0, 1.0);
        assertThat(found.get("map_pca")).isNotEmpty();
    }

    @Test
    void aScorerThatTheRunDoesNotHaveIsNamedWithThoseThatItHas() {
        // when
        int status = select("--scorer", "other");

        // then
        assertThat(status).isEqualTo(1);
        assertThat(err.toString())
                .contains("the run has no scores of --scorer other: choose among "
                        + TestExperiments.clip(TestExperiments.scorer()).id());
    }

    private int select(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("select", "--run", folder.resolve("run").toString()));
        arguments.addAll(Arrays.asList(options));
        return SteerscopeCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private JsonNode json(String... options) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(options));
        all.addAll(List.of("--format", "json"));
        assertThat(select(all.toArray(String[]::new))).as("%s", err).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
