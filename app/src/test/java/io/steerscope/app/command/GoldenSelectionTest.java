package io.steerscope.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which images to look at, against values that NumPy and SciPy computed by two routes. */
class GoldenSelectionTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static JsonNode ofExperiment;
    private static JsonNode ofScores;

    @BeforeAll
    static void selectOnce() throws Exception {
        ofExperiment = select(
                "--embeddings",
                resource("diversity/images.csv").toString(),
                "--texts",
                resource("diversity/texts.csv").toString(),
                "--score",
                "clip",
                "--by",
                "category",
                "--count",
                "5",
                "--rule",
                "top,spread,clusters,best-of-pair",
                "--levels",
                "2,4,8,16",
                "--min-support",
                "4",
                "--min-lift",
                "0.5",
                "--map",
                "--format",
                "json");
        ofScores = select(
                "--embeddings",
                resource("choosing/images.csv").toString(),
                "--score",
                "score",
                "--group",
                "group",
                "--by",
                "category",
                "--count",
                "6",
                "--rule",
                "top,spread",
                "--levels",
                "2,4,8",
                "--min-support",
                "4",
                "--min-lift",
                "0.5",
                "--format",
                "json");
    }

    @Test
    void imagesOfAnExperimentAreChosen() throws Exception {
        // given
        JsonNode expected = read("choosing/selection.json");

        // then
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            GoldenJson.check(member.getKey(), ofExperiment.get(member.getKey()), member.getValue());
        }
        assertThat(expected.properties()).hasSize(6);
        assertThat(ofExperiment.get("missing_scores").intValue()).isZero();
    }

    @Test
    void slicesOfImagesWithScoresAreFound() throws Exception {
        // given
        JsonNode expected = read("choosing/expected.json");

        // then
        GoldenJson.check("levels", ofScores.get("levels"), expected.get("levels"));
        GoldenJson.check("slices", ofScores.get("slices"), expected.get("slices"));
    }

    @Test
    void imagesWithScoresAreSelected() throws Exception {
        // given
        JsonNode expected = read("choosing/expected.json").get("selection");

        // then
        assertThat(ofScores.get("selection")).hasSize(expected.size());
        for (Map.Entry<String, JsonNode> category : expected.properties()) {
            JsonNode found = ofScores.get("selection").get(category.getKey());
            JsonNode wanted = category.getValue();
            String path = category.getKey();
            GoldenJson.check(path, found.get("all").get("n"), wanted.get("n"));
            for (String rule : new String[] {"top", "spread"}) {
                GoldenJson.check(path, found.get(rule).get("images"), wanted.get(rule));
                GoldenJson.check(path, found.get(rule).get("mean_pairwise_distance"), wanted.get(rule + "_distance"));
            }
        }
    }

    private static JsonNode select(String... options) throws IOException {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "select";
        System.arraycopy(options, 0, arguments, 1, options.length);
        CommandOutcome outcome = CommandOutcome.of(arguments);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return MAPPER.readTree(outcome.out());
    }

    private static JsonNode read(String name) throws Exception {
        try (InputStream in = Files.newInputStream(resource(name))) {
            return MAPPER.readTree(in);
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(GoldenSelectionTest.class.getResource("/golden/" + name))
                .toURI());
    }
}
