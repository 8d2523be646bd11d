package io.steerscope.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Diversity against values that NumPy and SciPy computed by two routes. */
class GoldenDiversityTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double TOLERANCE = 1e-9;

    @TempDir
    private Path folder;

    @Test
    void anExperimentHasItsFigures() throws Exception {
        // given
        JsonNode expected = golden("expected.json");
        Path residuals = folder.resolve("residuals.csv");

        // when
        JsonNode found = diversity(
                "--embeddings", resource("images.csv").toString(),
                "--texts", resource("texts.csv").toString(),
                "--by", "category,alpha",
                "--condition", "pair,target",
                "--ridge", "0,0.001,0.01",
                "--kernel", "cosine,gaussian",
                "--sigma", "0.8",
                "--export-residuals", residuals.toString());

        // then
        GoldenJson.check("items", found.get("items"), expected.get("items"));
        assertThat(found.get("cells")).hasSize(expected.get("cells").size());
        for (JsonNode cell : expected.get("cells")) {
            GoldenJson.check("cells", cellLike(found.get("cells"), cell), cell);
        }
        GoldenJson.check("spectrum", found.get("spectrum"), expected.get("spectrum"));
        JsonNode removal = expected.get("prompt_removal");
        List<String> lines = Files.readAllLines(residuals);
        assertThat(lines).hasSize(401);
        for (int i = 0; i < removal.get("examples").size(); i++) {
            String[] fields = lines.get(i + 1).split(",");
            JsonNode example = removal.get("examples").get(i);
            assertThat(fields[0]).isEqualTo(example.get("pair_id").textValue());
            for (int j = 0; j < example.get("residual").size(); j++) {
                assertThat(Double.parseDouble(fields[4 + j]))
                        .isEqualTo(example.get("residual").get(j).doubleValue(), within(TOLERANCE));
            }
        }
        GoldenJson.check("removal", found.get("prompt_removal").get("explained_r2"), removal.get("explained_r2"));
    }

    @Test
    void closedFormsAndDegenerateSetsHaveTheirFigures() throws Exception {
        // given
        JsonNode cases = golden("cases.json");

        for (String name :
                List.of("four_orthogonal_modes_one_prompt", "prompt_explains_everything", "all_images_equal")) {
            // when
            JsonNode one = cases.get(name);
            String ridge = one.get("ridge").asText();
            JsonNode found = overall(one, "--ridge", ridge);

            // then
            GoldenJson.check(name, found.get("conditional").get("prompt|" + ridge), one.get("conditional"));
            if (one.has("plain")) {
                GoldenJson.check(name, found, one.get("plain"));
            }
        }
        GoldenJson.check(
                "one_image",
                overall(cases.get("one_image")),
                cases.get("one_image").get("plain"));
        JsonNode many = cases.get("as_many_prompts_as_images");
        JsonNode found = overall(many, "--ridge", "0,0.01").get("conditional");
        GoldenJson.check("ridge 0", found.get("prompt|0.0"), many.get("ridge_0"));
        GoldenJson.check("ridge 0.01", found.get("prompt|0.01"), many.get("ridge_0.01"));
    }

    @Test
    void fourierFeaturesAndTheKernelThatTheyStandForHaveTheirFigures() throws Exception {
        // given
        JsonNode expected = golden("cases.json").get("random_fourier_features");

        // when
        JsonNode features = overall(
                        expected, "--kernel", "gaussian", "--sigma", "0.9", "--features", "64", "--feature-seed", "5")
                .get("gaussian");
        JsonNode exact =
                overall(expected, "--kernel", "gaussian", "--sigma", "0.9").get("gaussian");

        // then
        GoldenJson.check("omega", features.get("omega_first_row"), expected.get("omega_first_row"));
        GoldenJson.check("features", features, expected.get("rff").get("conditional"));
        JsonNode vendi = expected.get("rff").get("vendi");
        GoldenJson.check("q1", features.get("vendi_q1"), vendi.get("q1"));
        GoldenJson.check("inf", features.get("vendi_inf"), vendi.get("inf"));
        GoldenJson.check("exact", exact, expected.get("exact_kernel").get("conditional"));
        GoldenJson.check(
                "q1", exact.get("vendi_q1"), expected.get("exact_kernel").get("vendi_q1"));
    }

    private JsonNode overall(JsonNode one, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--embeddings", table("images.csv", one.get("images")).toString()));
        if (one.has("texts")) {
            arguments.addAll(
                    List.of("--texts", table("texts.csv", one.get("texts")).toString()));
        } else {
            arguments.addAll(List.of("--condition", "none"));
        }
        arguments.addAll(List.of(options));
        return diversity(arguments.toArray(String[]::new)).get("spectrum").get("overall");
    }

    private Path table(String name, JsonNode vectors) throws IOException {
        StringBuilder rows = new StringBuilder("image");
        for (int j = 0; j < vectors.get(0).size(); j++) {
            rows.append(",e").append(j);
        }
        for (int i = vectors.size() - 1; i >= 0; i--) {
            rows.append("\nimage").append(100 + i);
            vectors.get(i).forEach(value -> rows.append(',').append(value.asText()));
        }
        return Files.writeString(folder.resolve(name), rows + "\n");
    }

    private static JsonNode cellLike(JsonNode cells, JsonNode wanted) {
        for (JsonNode cell : cells) {
            if (cell.get("category").equals(wanted.get("category"))
                    && cell.get("alpha").equals(wanted.get("alpha"))) {
                return cell;
            }
        }
        throw new AssertionError("No cell " + wanted.get("category"));
    }

    private static JsonNode diversity(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("diversity", "--format", "json"));
        arguments.addAll(List.of(options));
        CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return MAPPER.readTree(outcome.out());
    }

    private static JsonNode golden(String name) throws Exception {
        try (InputStream in = Files.newInputStream(resource(name))) {
            return MAPPER.readTree(in);
        }
    }

    private static Path resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(GoldenDiversityTest.class.getResource("/golden/diversity/" + name))
                .toURI());
    }
}
