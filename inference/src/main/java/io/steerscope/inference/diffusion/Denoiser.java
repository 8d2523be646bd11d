package io.steerscope.inference.diffusion;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.noise.TorchNoise;
import io.steerscope.inference.scheduler.Scheduler;
import io.steerscope.inference.steering.PromptEmbedding;
import io.steerscope.inference.torch.HostTensor;
import io.steerscope.inference.torch.OpenedResources;
import io.steerscope.inference.torch.TorchModule;

/** The UNet and the loop from noise to latents. Thread-safe. */
final class Denoiser {

    private static final int TIME_IDS = 6;

    private final SdxlBundle bundle;
    private final TorchModule unet;

    private Denoiser(SdxlBundle bundle, TorchModule unet) {
        this.bundle = bundle;
        this.unet = unet;
    }

    static Denoiser open(SdxlBundle bundle, Device device, OpenedResources opened) {
        return new Denoiser(bundle, TorchModule.open(bundle.unet(), device, opened));
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
     * @param prompts as many as the bundle's batch size
     * @param negative of all rows; read only if {@link #guided}
     * @param seeds noise seed of each row
     * @return {@code [B, C, h, w]}, not yet divided by the VAE's scaling factor
     */
    float[] denoise(
            List<PromptEmbedding> prompts, PromptEmbedding negative, GenerationSettings settings, long[] seeds) {
        Scheduler scheduler = Scheduler.of(settings.scheduler(), bundle.scheduler(), settings.steps());
        int rowValues = bundle.latentChannels() * latentHeight(settings) * latentWidth(settings);
        TorchNoise[] noise = Arrays.stream(seeds).mapToObj(TorchNoise::new).toArray(TorchNoise[]::new);
        float[] latents = draw(noise, rowValues);
        for (int i = 0; i < latents.length; i++) {
            latents[i] *= scheduler.initialNoiseSigma();
        }
        boolean guided = guided(settings);
        int rows = guided ? 2 * seeds.length : seeds.length;
        HostTensor sample =
                new HostTensor(rows, bundle.latentChannels(), latentHeight(settings), latentWidth(settings));
        HostTensor timestep = new HostTensor(rows);
        float[] scaled = new float[latents.length];
        float[] timesteps = scheduler.timesteps();
        try (NDManager scope = unet.newScope()) {
            NDList conditions = conditions(scope, prompts, negative, settings, rows);
            for (int step = 0; step < timesteps.length; step++) {
                scheduler.scaleModelInput(step, latents, scaled);
                sample.put(0, scaled);
                if (guided) {
                    sample.put(scaled.length, scaled);
                }
                timestep.fill(timesteps[step]);
                float[] output = predict(sample, timestep, conditions, rows, settings);
                float[] prediction = guided ? guide(output, (float) settings.guidanceScale()) : output;
                float[] fresh = scheduler.needsNoise(step) ? draw(noise, rowValues) : latents;
                scheduler.step(step, prediction, latents, fresh);
            }
        }
        return latents;
    }

    /** Takes one step at a small size and checks shapes and values. */
    void check(PromptEmbedding prompt, GenerationSettings settings) {
        List<PromptEmbedding> prompts = Collections.nCopies(bundle.batchSize(), prompt);
        unet.requireFinite(denoise(prompts, prompt, settings, new long[bundle.batchSize()]));
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

    private NDList conditions(
            NDManager scope,
            List<PromptEmbedding> prompts,
            PromptEmbedding negative,
            GenerationSettings settings,
            int rows) {
        PromptEmbedding shape = prompts.get(0);
        HostTensor tokens = new HostTensor(rows, shape.tokenCount(), shape.width());
        HostTensor pooled = new HostTensor(rows, shape.pooled().length);
        HostTensor timeIds = new HostTensor(rows, TIME_IDS);
        float[] sizes = {settings.height(), settings.width(), 0, 0, settings.height(), settings.width()};
        for (int row = 0; row < rows; row++) {
            int promptRow = row - (rows - prompts.size());
            PromptEmbedding embedding = promptRow < 0 ? negative : prompts.get(promptRow);
            tokens.put(row * shape.tokens().length, embedding.tokens());
            pooled.put(row * shape.pooled().length, embedding.pooled());
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
            HostTensor sample, HostTensor timestep, NDList conditions, int rows, GenerationSettings settings) {
        try (NDManager scope = unet.newScope()) {
            NDList inputs = new NDList(sample.in(scope), timestep.in(scope));
            inputs.addAll(conditions);
            NDArray output = unet.forward(inputs).head();
            return unet.values(output, rows, bundle.latentChannels(), latentHeight(settings), latentWidth(settings));
        }
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
