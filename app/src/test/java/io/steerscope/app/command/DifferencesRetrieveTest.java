package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.steerscope.app.command.DifferenceTables.json;
import static io.steerscope.app.command.DifferenceTables.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Retrieval over tables and files of vectors. */
class DifferencesRetrieveTest {

    @TempDir
    private Path folder;

    private DifferenceTables tables;

    @BeforeEach
    void writeInputs() throws Exception {
        tables = new DifferenceTables(folder);
        tables.writeInputs();
    }

    @Test
    void equalCaptionsAreOneAndAnyOfTheirImagesIsRight() throws Exception {
        // given
        tables.write(
                "captions.csv",
                "image,caption",
                List.of(
                        "0.png,one",
                        "1.png,one",
                        "2.png,one",
                        "3.png,one",
                        "4.png,one",
                        "5.png,one",
                        "6.png,one",
                        "7.png,two"));

        // when
        JsonNode found =
                json(tables.run(List.of("base"), "retrieve", "--captions", "@captions.csv", "--format", "json"));

        // then
        assertThat(found.get("text_to_image").get("n").intValue()).isEqualTo(2);
        assertThat(found.get("image_to_text").get("n").intValue()).isEqualTo(8);
        assertThat(found.get("image_to_text").get("candidates").intValue()).isEqualTo(2);
        assertThat(found.get("image_to_text").get("recall_at_5").get("accuracy").doubleValue())
                .isEqualTo(1.0);
    }

    @Test
    void aCaptionThatAnImageHasTwiceIsNamed() throws Exception {
        // given
        tables.write("captions.csv", "image,caption", List.of("0.png,one", "0.png,one"));

        // then
        refused(
                tables.run(List.of("base"), "retrieve", "--captions", "@captions.csv"),
                "captions.csv:3:1: image \"0.png\" has this caption here and on line 2");
    }

    @Test
    void captionsOfOneTextWithTwoVectorsAreRefusedInEitherOrder() throws Exception {
        for (List<String> vectors : List.of(List.of("[1, 0]", "[0, 1]"), List.of("[0, 1]", "[1, 0]"))) {
            // given
            tables.write(
                    "vectors.json",
                    """
                    {"images": [[1, 0], [0, 1]], "captions": [
                      {"image": 0, "text": "a cup", "embedding": [1, 1]},
                      {"image": 0, "text": "a bell", "embedding": %s},
                      {"image": 1, "text": "a bell", "embedding": %s}]}
                    """
                            .formatted(vectors.get(0), vectors.get(1)));

            // then
            refused(
                    CommandOutcome.of("differences", "retrieve", "--vectors", tables.file("vectors.json")),
                    "captions[2].text stands at captions[1] with another vector");
        }
    }

    @Test
    void captionsOfOneTextOrOfOneVectorWithoutATextAreOne() throws Exception {
        // given
        tables.write(
                "vectors.json",
                """
                {"images": [[1, 0], [0, 1]], "captions": [
                  {"image": 0, "text": "a bell", "embedding": [1, 1]},
                  {"image": 1, "text": "a bell", "embedding": [1, 1]},
                  {"image": 0, "embedding": [1, 0]},
                  {"image": 1, "embedding": [1, 0]},
                  {"image": 1, "embedding": [0, 1]}]}
                """);

        // when
        JsonNode found = json(CommandOutcome.of(
                "differences", "retrieve", "--vectors", tables.file("vectors.json"), "--format", "json"));

        // then
        assertThat(found.get("image_to_text").get("candidates").intValue()).isEqualTo(3);
    }
}
