package io.steerscope.inference.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.RgbImage;
import io.steerscope.inference.noise.TorchNoise;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.inference.steering.PromptEmbedding;
import io.steerscope.inference.tokenize.PromptTokenizer;

/** A bundle, and beside it what diffusers computed with the checkpoint that it was made from. */
final class GoldenCheckpoint implements AutoCloseable {

    private static final String ROW = "prompt_embeds_token";

    private final Path numbers;
    private final JsonNode expected;
    private final SdxlPipeline pipeline;

    /**
     * How far an image is from that of diffusers.
     *
     * @param latents length of the difference of the final latents, relative to their length
     * @param meanLevels mean absolute difference of the samples, of 255
     */
    record Distance(double latents, double meanLevels) {}

    private GoldenCheckpoint(Path numbers, SdxlPipeline pipeline) {
        this.numbers = numbers;
        this.expected = TestBundles.json(numbers.resolve("expected.json"));
        this.pipeline = pipeline;
    }

    /**
     * Opens a checkpoint.
     *
     * @param numbers folder with {@code expected.json} and the images that it names
     */
    static GoldenCheckpoint open(Path bundle, Path numbers) {
        SdxlBundle opened = (SdxlBundle) ModelBundle.open(bundle);
        return new GoldenCheckpoint(numbers, SdxlPipeline.open(opened, Device.CPU, TestBundles.THREADS));
    }

    List<JsonNode> texts() {
        return elements("text");
    }

    List<JsonNode> cases() {
        return elements("cases");
    }

    /** The largest difference of the noise of any seed. */
    double noiseDistance() {
        double worst = 0;
        for (Map.Entry<String, JsonNode> noise : expected.get("noise").properties()) {
            int count = 1;
            for (JsonNode edge : noise.getValue().get("shape")) {
                count *= edge.intValue();
            }
            float[] values = TorchNoise.randn(Long.parseLong(noise.getKey()), count);
            float[] first = TestBundles.floats(noise.getValue().get("first16"));
            float[] last = TestBundles.floats(noise.getValue().get("last4"));
            worst = Math.max(worst, largestDifference(values, 0, first));
            worst = Math.max(worst, largestDifference(values, count - last.length, last));
        }
        return worst;
    }

    /** The ids of a text by both tokenizers. */
    List<long[]> ids(JsonNode text) {
        String prompt = text.get("text").textValue();
        try (PromptTokenizer first = PromptTokenizer.open(pipeline.bundle().firstTokenizer());
                PromptTokenizer second = PromptTokenizer.open(pipeline.bundle().secondTokenizer())) {
            return List.of(first.tokenize(prompt).ids(), second.tokenize(prompt).ids());
        }
    }

    /** The largest relative distance of any known row, of the pooled embedding and of the norm of all rows. */
    double embeddingDistance(JsonNode text) {
        GenerationSettings settings = GenerationSettings.defaultsOf(pipeline.bundle());
        PromptEmbedding embedding =
                pipeline.embed(GenerationRequest.ofPrompt(text.get("text").textValue(), 0, settings));
        double worst = relativeDistance(embedding.pooled(), TestBundles.floats(text.get("pooled")));
        for (Map.Entry<String, JsonNode> field : text.properties()) {
            if (field.getKey().startsWith(ROW)) {
                int row = Integer.parseInt(field.getKey().substring(ROW.length()));
                float[] values = TestBundles.floats(field.getValue());
                float[] own = Arrays.copyOfRange(embedding.tokens(), row * values.length, (row + 1) * values.length);
                worst = Math.max(worst, relativeDistance(own, values));
            }
        }
        double norm = text.get("prompt_embeds_norm").doubleValue();
        return Math.max(worst, Math.abs(length(embedding.tokens()) - norm) / norm);
    }

    /**
     * Renders a case.
     *
     * @throws AssertionError if there is no image
     */
    Distance render(JsonNode reference) {
        GeneratedImageResult result =
                pipeline.generate(List.of(request(reference))).get(0);
        if (!(result instanceof GeneratedImageResult.Rendered rendered)) {
            throw new AssertionError(reference.get("name").textValue() + " gave " + result);
        }
        RgbImage image = ImageDecoder.decode(
                TestBundles.bytes(numbers.resolve(reference.get("image").textValue())));
        return new Distance(
                relativeDistance(rendered.latents(), TestBundles.floats(reference.get("final_latents"))),
                meanDifference(rendered.image(), image));
    }

    @Override
    public void close() {
        pipeline.close();
    }

    private List<JsonNode> elements(String field) {
        List<JsonNode> elements = new ArrayList<>();
        expected.get(field).forEach(elements::add);
        return elements;
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
            case "EulerAncestralDiscreteScheduler" -> SchedulerType.EULER_ANCESTRAL;
            case "DDIMScheduler" -> SchedulerType.DDIM;
            case "DPMSolverMultistepScheduler" -> SchedulerType.DPMPP_2M;
            case "LCMScheduler" -> SchedulerType.LCM;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static double largestDifference(float[] values, int from, float[] reference) {
        double worst = 0;
        for (int i = 0; i < reference.length; i++) {
            worst = Math.max(worst, Math.abs(values[from + i] - reference[i]));
        }
        return worst;
    }

    private static double relativeDistance(float[] actual, float[] reference) {
        if (actual.length != reference.length) {
            throw new AssertionError(actual.length + " values instead of " + reference.length);
        }
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
        if (actual.width() != reference.width() || actual.height() != reference.height()) {
            throw new AssertionError("the image is " + actual.width() + " x " + actual.height() + " instead of "
                    + reference.width() + " x " + reference.height());
        }
        long sum = 0;
        for (int i = 0; i < actual.rgb().length; i++) {
            sum += Math.abs((actual.rgb()[i] & 0xff) - (reference.rgb()[i] & 0xff));
        }
        return (double) sum / actual.rgb().length;
    }
}
