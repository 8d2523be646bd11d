package io.steerscope.inference.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.inference.TestBundles;

import static org.assertj.core.api.Assertions.assertThat;

/** Two checkpoints of different sizes against ids, embeddings, noise, latents and images computed by diffusers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenSdxlTest {

    private static final double NOISE_TOLERANCE = 1e-6;
    private static final double EMBEDDING_TOLERANCE = 1e-5;
    private static final double LATENT_TOLERANCE = 1e-4;
    private static final double IMAGE_TOLERANCE = 1.0;

    private final Map<String, GoldenCheckpoint> checkpoints = new LinkedHashMap<>();

    @BeforeAll
    void open() {
        for (String name : List.of("tiny-ssd1b", "tiny-sdxl")) {
            checkpoints.put(name, GoldenCheckpoint.open(TestBundles.bundle(name), TestBundles.golden(name)));
        }
    }

    @AfterAll
    void close() {
        checkpoints.values().forEach(GoldenCheckpoint::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-ssd1b", "tiny-sdxl"})
    void noiseEqualsThatOfTorch(String name) {
        assertThat(checkpoint(name).noiseDistance()).isLessThan(NOISE_TOLERANCE);
    }

    @ParameterizedTest(name = "{0}, text {index}")
    @MethodSource("texts")
    void idsEqualThoseOfTransformers(String name, JsonNode text) {
        List<long[]> ids = checkpoint(name).ids(text);
        assertThat(ids.get(0)).containsExactly(TestBundles.longs(text.get("ids_1")));
        assertThat(ids.get(1)).containsExactly(TestBundles.longs(text.get("ids_2")));
    }

    @ParameterizedTest(name = "{0}, text {index}")
    @MethodSource("texts")
    void promptEmbeddingsEqualThoseOfDiffusers(String name, JsonNode text) {
        assertThat(checkpoint(name).embeddingDistance(text)).isLessThan(EMBEDDING_TOLERANCE);
    }

    @ParameterizedTest(name = "{0}, case {index}")
    @MethodSource("cases")
    void imagesEqualThoseOfDiffusers(String name, JsonNode reference) {
        // when
        GoldenCheckpoint.Distance distance = checkpoint(name).render(reference);

        // then
        System.out.printf(
                "%s, %s: latents differ by %.2g (relative), pixels by %.2g levels on average%n",
                name, reference.get("name").textValue(), distance.latents(), distance.meanLevels());
        assertThat(distance.latents()).isLessThan(LATENT_TOLERANCE);
        assertThat(distance.meanLevels()).isLessThan(IMAGE_TOLERANCE);
    }

    private GoldenCheckpoint checkpoint(String name) {
        return checkpoints.get(name);
    }

    Stream<Arguments> texts() {
        return checkpoints.entrySet().stream()
                .flatMap(entry -> entry.getValue().texts().stream().map(text -> Arguments.of(entry.getKey(), text)));
    }

    Stream<Arguments> cases() {
        return checkpoints.entrySet().stream()
                .flatMap(entry -> entry.getValue().cases().stream().map(one -> Arguments.of(entry.getKey(), one)));
    }
}
