package io.steerscope.app.command;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Analogies against values that NumPy and plain Python computed. */
class GoldenAnalogiesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"vectors.word2vec.txt", "vectors.word2vec.bin"})
    void questionsAndRelationsHaveTheirFigures(String vectors) throws Exception {
        // given
        JsonNode expected = golden("expected.json");

        // when
        JsonNode found = analogies(
                "--vectors", resource(vectors),
                "--questions", resource("analogies.txt"),
                "--relations", resource("relations.csv"));

        // then
        GoldenJson.check("", found, expected);
    }

    @Test
    void withoutTheOtherWordsTheQuestionsThatAreLeftHaveTheSameAngles() throws Exception {
        // given
        JsonNode expected = golden("expected.json").get("questions");

        // when
        JsonNode found = analogies("--vectors", resource("vectors.glove.txt"), "--questions", resource("analogies.txt"))
                .get("questions");

        // then
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            JsonNode question = found.get(i);
            if (question.get("skipped").booleanValue()) {
                assertThat(question.get("unknown")).isNotEmpty();
            } else {
                asked.add(question.get("question").textValue());
                for (String name :
                        List.of("cosine", "angle", "angle_raw", "spearman", "spearman_raw", "offset_cosine")) {
                    GoldenJson.check(name, question.get(name), expected.get(i).get(name));
                }
            }
        }
        assertThat(asked).containsExactly("r0a2:r0b2::r0a3:r0b3");
    }

    @Test
    void pooledImagesHaveTheirFigures() throws Exception {
        // given
        JsonNode expected = golden("pooled.json");
        List<String> lines = new ArrayList<>();
        expected.get("questions").forEach(question -> lines.add(question.textValue()));
        Path questions = Files.write(folder.resolve("questions.txt"), lines);

        // when
        JsonNode found = analogies(
                "--word-images",
                resource("word-images.csv"),
                "--questions",
                questions.toString(),
                "--pooling",
                "unit,raw");

        // then
        GoldenJson.check("", found, expected);
    }

    private static JsonNode analogies(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("analogies", "--format", "json"));
        arguments.addAll(List.of(options));
        CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return MAPPER.readTree(outcome.out());
    }

    private static JsonNode golden(String name) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(resource(name)))) {
            return MAPPER.readTree(in);
        }
    }

    private static String resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(GoldenAnalogiesTest.class.getResource("/golden/analogies/" + name))
                        .toURI())
                .toString();
    }
}
