package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.RgbImage;
import io.steerscope.inference.noise.TorchNoise;
import io.steerscope.inference.scheduler.SchedulerType;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.inference.steering.PromptEmbedding;
import io.steerscope.inference.steering.SteeringMethod;
import io.steerscope.inference.tokenize.PromptTokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Against ids, embeddings, noise, latents and images computed by diffusers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenSdxlTest {

    private static final double EMBEDDING_TOLERANCE = 1e-5;
    private static final double LATENT_TOLERANCE = 1e-4;
    private static final double IMAGE_TOLERANCE = 1.0;

    private final JsonNode expected = TestBundles.json(TestBundles.golden("tiny-ssd1b/expected.json"));
    private SdxlPipeline pipeline;

    @BeforeAll
    void open() {
        pipeline = SdxlPipeline.open(TestBundles.tinySsd1b(), Device.CPU, TestBundles.THREADS);
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void noiseEqualsThatOfTorch() {
        for (Map.Entry<String, JsonNode> noise : expected.get("noise").properties()) {
            // when
            float[] values = TorchNoise.randn(Long.parseLong(noise.getKey()), 4 * 16 * 16);

            // then
            float[] first = TestBundles.floats(noise.getValue().get("first16"));
            float[] last = TestBundles.floats(noise.getValue().get("last4"));
            for (int i = 0; i < first.length; i++) {
                assertThat(values[i]).isCloseTo(first[i], within(1e-6f));
            }
            for (int i = 0; i < last.length; i++) {
                assertThat(values[values.length - last.length + i]).isCloseTo(last[i], within(1e-6f));
            }
        }
    }

    @Test
    void idsEqualThoseOfTransformers() {
        try (PromptTokenizer first = PromptTokenizer.open(pipeline.bundle().firstTokenizer());
                PromptTokenizer second = PromptTokenizer.open(pipeline.bundle().secondTokenizer())) {
            for (JsonNode text : expected.get("text")) {
                String prompt = text.get("text").textValue();
                assertThat(first.tokenize(prompt).ids()).containsExactly(TestBundles.longs(text.get("ids_1")));
                assertThat(second.tokenize(prompt).ids()).containsExactly(TestBundles.longs(text.get("ids_2")));
            }
        }
    }

    @Test
    void promptEmbeddingsEqualThoseOfDiffusers() {
        GenerationSettings settings = GenerationSettings.defaultsOf(pipeline.bundle());
        for (JsonNode text : expected.get("text")) {
            // when
            PromptEmbedding embedding =
                    pipeline.embed(GenerationRequest.ofPrompt(text.get("text").textValue(), 0, settings));

            // then
            for (int token : new int[] {0, 3, 76}) {
                float[] values = TestBundles.floats(text.get("prompt_embeds_token" + token));
                float[] own =
                        Arrays.copyOfRange(embedding.tokens(), token * values.length, (token + 1) * values.length);
                assertThat(relativeDistance(own, values)).isLessThan(EMBEDDING_TOLERANCE);
            }
            assertThat(relativeDistance(embedding.pooled(), TestBundles.floats(text.get("pooled"))))
                    .isLessThan(EMBEDDING_TOLERANCE);
            double norm = text.get("prompt_embeds_norm").doubleValue();
            assertThat(length(embedding.tokens())).isCloseTo(norm, within(EMBEDDING_TOLERANCE * norm));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void imagesEqualThoseOfDiffusers(JsonNode reference) {
        // when
        GeneratedImageResult result =
                pipeline.generate(List.of(request(reference))).get(0);

        // then
        assertThat(result).isInstanceOf(GeneratedImageResult.Rendered.class);
        GeneratedImageResult.Rendered rendered = (GeneratedImageResult.Rendered) result;
        double distance = relativeDistance(rendered.latents(), TestBundles.floats(reference.get("final_latents")));
        RgbImage image = ImageDecoder.decode(TestBundles.bytes(
                TestBundles.golden("tiny-ssd1b/" + reference.get("image").textValue())));
        double levels = meanDifference(rendered.image(), image);
        System.out.printf(
                "%s: latents differ by %.2g (relative), pixels by %.2g levels on average%n",
                reference.get("name").textValue(), distance, levels);
        assertThat(distance).isLessThan(LATENT_TOLERANCE);
        assertThat(levels).isLessThan(IMAGE_TOLERANCE);
    }

    List<JsonNode> cases() {
        List<JsonNode> cases = new ArrayList<>();
        expected.get("cases").forEach(cases::add);
        return cases;
    }

    private static GenerationRequest request(JsonNode reference) {
        JsonNode negative = reference.get("negative_prompt");
        GenerationSettings settings = new GenerationSettings(
                scheduler(reference.get("scheduler").textValue()),
                reference.get("steps").intValue(),
                reference.get("guidance_scale").doubleValue(),
                negative.isNull() ? null : negative.textValue(),
                reference.get("width").intValue(),
                reference.get("height").intValue());
        long seed = reference.get("seed").longValue();
        if (!reference.has("steering")) {
            return GenerationRequest.ofPrompt(reference.get("prompt").textValue(), seed, settings);
        }
        List<Exemplar> exemplars = new ArrayList<>();
        for (JsonNode exemplar : reference.path("exemplars")) {
            exemplars.add(
                    new Exemplar(exemplar.get(0).textValue(), exemplar.get(1).textValue()));
        }
        String method = reference.get("steering").textValue().split(":")[0];
        return new GenerationRequest(
                reference.get("source").textValue(),
                reference.get("target").textValue(),
                exemplars,
                SteeringMethod.parse(method),
                reference.get("alpha").doubleValue(),
                seed,
                settings);
    }

    private static SchedulerType scheduler(String name) {
        return switch (name) {
            case "EulerDiscreteScheduler" -> SchedulerType.EULER;
            case "DDIMScheduler" -> SchedulerType.DDIM;
            case "DPMSolverMultistepScheduler" -> SchedulerType.DPMPP_2M;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static double relativeDistance(float[] actual, float[] reference) {
        assertThat(actual).hasSameSizeAs(reference);
        double squared = 0;
        for (int i = 0; i < actual.length; i++) {
            squared += Math.pow(actual[i] - reference[i], 2);
        }
        return Math.sqrt(squared) / length(reference);
    }

    private static double length(float[] values) {
        double squared = 0;
        for (float value : values) {
            squared += (double) value * value;
        }
        return Math.sqrt(squared);
    }

    private static double meanDifference(RgbImage actual, RgbImage reference) {
        long sum = 0;
        for (int i = 0; i < actual.rgb().length; i++) {
            sum += Math.abs((actual.rgb()[i] & 0xff) - (reference.rgb()[i] & 0xff));
        }
        return (double) sum / actual.rgb().length;
    }
}
