package io.steerscope.app.command;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Directions of change against values that NumPy and SciPy computed by two routes. */
class GoldenGeometryTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static JsonNode expected;
    private static JsonNode found;

    @BeforeAll
    static void analyseOnce() throws Exception {
        try (InputStream in = Files.newInputStream(resource("geometry/expected.json"))) {
            expected = MAPPER.readTree(in);
        }
        CommandOutcome outcome = CommandOutcome.of(
                "geometry",
                "--embeddings",
                resource("diversity/images.csv").toString(),
                "--texts",
                resource("diversity/texts.csv").toString(),
                "--format",
                "json");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        found = MAPPER.readTree(outcome.out());
    }

    @Test
    void everyImageHasItsFigures() {
        // then
        GoldenJson.check("per_image", found.get("per_image"), expected.get("per_image"));
        assertThat(found.get("per_image").get(0).has("directional")).isFalse();
    }

    @Test
    void itemsAndCellsHaveTheirFigures() {
        // then
        GoldenJson.check("items", found.get("items"), expected.get("items"));
        assertThat(found.get("cells")).hasSize(expected.get("cells").size());
        for (JsonNode cell : expected.get("cells")) {
            JsonNode own = cellLike(cell);
            GoldenJson.check("cells", own, cell);
            assertThat(own.has("directional")).isEqualTo(cell.has("directional"));
        }
    }

    @Test
    void categoriesHaveTheConsistencyOfTheirOffsets() {
        // then
        GoldenJson.check("geometry", found.get("geometry"), expected.get("geometry"));
    }

    private static JsonNode cellLike(JsonNode wanted) {
        for (JsonNode cell : found.get("cells")) {
            if (cell.get("category").equals(wanted.get("category"))
                    && cell.get("alpha").equals(wanted.get("alpha"))) {
                return cell;
            }
        }
        throw new AssertionError("No cell " + wanted.get("category"));
    }

    private static Path resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(GoldenGeometryTest.class.getResource("/golden/" + name))
                .toURI());
    }
}
