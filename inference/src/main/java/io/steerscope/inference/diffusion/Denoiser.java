package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.noise.TorchNoise;
import io.steerscope.inference.scheduler.Scheduler;
import io.steerscope.inference.steering.PromptEmbedding;
import io.steerscope.inference.torch.HostTensor;
import io.steerscope.inference.torch.TensorModule;

/** The UNet and the loop from noise to latents. Thread-safe. */
final class Denoiser {

    private static final int TIME_IDS = 6;

    private final SdxlBundle bundle;
    private final TensorModule unet;

    Denoiser(SdxlBundle bundle, TensorModule unet) {
        this.bundle = bundle;
        this.unet = unet;
    }

    /**
     * Whether each step also predicts for the negative prompt. A UNet that is told the guidance scale does without.
     */
    boolean guided(GenerationSettings settings) {
        return settings.guidanceScale() > 1 && bundle.timestepConditionDimension() == 0;
    }

    /**
     * Makes one batch of latents.
     *
     * @param prompts one for each row
     * @param negative of all rows; read only if {@link #guided}
     * @param seeds noise seed of each row
     * @param apart whether the negative rows go through the model after the others rather than with them
     * @param listener told of each step
     * @return {@code [B, C, h, w]}, not yet divided by the VAE's scaling factor
     */
    float[] denoise(
            List<PromptEmbedding> prompts,
            PromptEmbedding negative,
            GenerationSettings settings,
            long[] seeds,
            boolean apart,
            StepListener listener) {
        Scheduler scheduler =
                Scheduler.of(settings.scheduler(), bundle.scheduler(settings.scheduler()), settings.steps());
        int rowValues = bundle.latentChannels() * latentHeight(settings) * latentWidth(settings);
        TorchNoise[] noise = Arrays.stream(seeds).mapToObj(TorchNoise::new).toArray(TorchNoise[]::new);
        float[] latents = draw(noise, rowValues);
        for (int i = 0; i < latents.length; i++) {
            latents[i] *= scheduler.initialNoiseSigma();
        }
        boolean guided = guided(settings);
        List<List<PromptEmbedding>> calls = calls(prompts, negative, guided, apart);
        int rows = calls.get(0).size();
        HostTensor sample =
                new HostTensor(rows, bundle.latentChannels(), latentHeight(settings), latentWidth(settings));
        HostTensor timestep = new HostTensor(rows);
        float[] scaled = new float[latents.length];
        float[] timesteps = scheduler.timesteps();
        try (NDManager scope = unet.newScope()) {
            List<NDList> conditions = calls.stream()
                    .map(call -> conditions(scope, call, settings))
                    .toList();
            for (int step = 0; step < timesteps.length; step++) {
                scheduler.scaleModelInput(step, latents, scaled);
                for (int row = 0; row < rows; row += seeds.length) {
                    sample.put(row * rowValues, scaled);
                }
                timestep.fill(timesteps[step]);
                float[] output = predict(sample, timestep, conditions, rows, settings);
                float[] prediction = guided ? guide(output, (float) settings.guidanceScale()) : output;
                float[] fresh = scheduler.needsNoise(step) ? draw(noise, rowValues) : latents;
                scheduler.step(step, prediction, latents, fresh);
                listener.stepDone(step + 1, timesteps.length);
            }
        }
        return latents;
    }

    /** Checks that latents of an ordinary prompt are finite. */
    void requireFinite(float[] latents) {
        unet.requireFinite(latents);
    }

    int latentHeight(GenerationSettings settings) {
        return settings.height() / bundle.vaeScaleFactor();
    }

    int latentWidth(GenerationSettings settings) {
        return settings.width() / bundle.vaeScaleFactor();
    }

    private static float[] draw(TorchNoise[] noise, int rowValues) {
        float[] values = new float[noise.length * rowValues];
        for (int row = 0; row < noise.length; row++) {
            System.arraycopy(noise[row].next(rowValues), 0, values, row * rowValues, rowValues);
        }
        return values;
    }

    /** The embeddings that go through the model together: all negative rows come before all positive ones. */
    private static List<List<PromptEmbedding>> calls(
            List<PromptEmbedding> prompts, PromptEmbedding negative, boolean guided, boolean apart) {
        if (!guided) {
            return List.of(prompts);
        }
        List<PromptEmbedding> negatives = Collections.nCopies(prompts.size(), negative);
        if (apart) {
            return List.of(negatives, prompts);
        }
        List<PromptEmbedding> together = new ArrayList<>(negatives);
        together.addAll(prompts);
        return List.of(together);
    }

    private NDList conditions(NDManager scope, List<PromptEmbedding> embeddings, GenerationSettings settings) {
        int rows = embeddings.size();
        PromptEmbedding shape = embeddings.get(0);
        HostTensor tokens = new HostTensor(rows, shape.tokenCount(), shape.width());
        HostTensor pooled = new HostTensor(rows, shape.pooled().length);
        HostTensor timeIds = new HostTensor(rows, TIME_IDS);
        float[] sizes = {settings.height(), settings.width(), 0, 0, settings.height(), settings.width()};
        for (int row = 0; row < rows; row++) {
            tokens.put(row * shape.tokens().length, embeddings.get(row).tokens());
            pooled.put(row * shape.pooled().length, embeddings.get(row).pooled());
            timeIds.put(row * TIME_IDS, sizes);
        }
        NDList conditions = new NDList(tokens.in(scope), pooled.in(scope), timeIds.in(scope));
        if (bundle.timestepConditionDimension() > 0) {
            float[] embedding = GuidanceEmbedding.of(settings.guidanceScale(), bundle.timestepConditionDimension());
            HostTensor guidance = new HostTensor(rows, embedding.length);
            for (int row = 0; row < rows; row++) {
                guidance.put(row * embedding.length, embedding);
            }
            conditions.add(guidance.in(scope));
        }
        return conditions;
    }

    private float[] predict(
            HostTensor sample, HostTensor timestep, List<NDList> calls, int rows, GenerationSettings settings) {
        float[] output = new float[0];
        for (NDList conditions : calls) {
            try (NDManager scope = unet.newScope()) {
                NDList inputs = new NDList(sample.in(scope), timestep.in(scope));
                inputs.addAll(conditions);
                NDArray result = unet.forward(inputs).head();
                float[] values = unet.values(
                        result, rows, bundle.latentChannels(), latentHeight(settings), latentWidth(settings));
                output = output.length == 0 ? values : concatenate(output, values);
            }
        }
        return output;
    }

    private static float[] concatenate(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** {@code negative + scale * (positive - negative)} of a batch that holds the negative rows first. */
    private static float[] guide(float[] output, float scale) {
        int half = output.length / 2;
        float[] guided = new float[half];
        for (int i = 0; i < half; i++) {
            guided[i] = output[i] + scale * (output[half + i] - output[i]);
        }
        return guided;
    }
}
