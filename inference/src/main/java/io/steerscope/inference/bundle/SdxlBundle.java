package io.steerscope.inference.bundle;

import java.util.Map;
import java.util.OptionalInt;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.scheduler.SchedulerConfig;

/**
 * A latent diffusion model of SDXL's shape: two text encoders, a UNet and a VAE decoder.
 *
 * @param manifest what bundles of every kind have
 * @param latentChannels {@code C}
 * @param vaeScaleFactor pixels per latent cell along one edge
 * @param vaeScalingFactor latents are divided by it before decoding
 * @param vaeDtype what the image decoder was exported to compute in
 * @param defaultHeight image height in pixels
 * @param defaultWidth image width in pixels
 * @param crossAttentionDimension {@code d}, width of the two hidden states concatenated
 * @param pooledDimension {@code p}
 * @param forceZerosForEmptyPrompt an absent negative prompt is zeros, else the empty prompt is encoded
 * @param timestepConditionDimension width of {@code timestep_cond}, 0 if the UNet takes none
 * @param firstTokenizer tokenizer of the first text encoder
 * @param secondTokenizer tokenizer of the second text encoder
 * @param scheduler noise schedule and default solver
 * @param otherSchedulers settings of solvers for which the checkpoint means others than those of {@code scheduler}
 * @param defaultSteps denoising steps where none are asked for
 * @param defaultGuidanceScale guidance scale where none is asked for
 */
public record SdxlBundle(
        BundleManifest manifest,
        int latentChannels,
        int vaeScaleFactor,
        double vaeScalingFactor,
        Dtype vaeDtype,
        int defaultHeight,
        int defaultWidth,
        int crossAttentionDimension,
        int pooledDimension,
        boolean forceZerosForEmptyPrompt,
        int timestepConditionDimension,
        TokenizerRules firstTokenizer,
        TokenizerRules secondTokenizer,
        SchedulerConfig scheduler,
        Map<SchedulerType, SchedulerConfig> otherSchedulers,
        int defaultSteps,
        double defaultGuidanceScale)
        implements ModelBundle {

    public SdxlBundle {
        otherSchedulers = Map.copyOf(otherSchedulers);
    }

    /**
     * The settings with which a solver runs this checkpoint. Bundles from before the ancestral solver do not name it;
     * it reads a config as Euler's method does.
     */
    public SchedulerConfig scheduler(SchedulerType solver) {
        SchedulerConfig own = otherSchedulers.get(solver);
        if (own != null) {
            return own;
        }
        return solver == SchedulerType.EULER_ANCESTRAL && scheduler.type() != solver
                ? scheduler(SchedulerType.EULER)
                : scheduler;
    }

    /** Width of {@code timestep_cond}; empty if the UNet takes none. */
    public OptionalInt timestepCondition() {
        return timestepConditionDimension == 0 ? OptionalInt.empty() : OptionalInt.of(timestepConditionDimension);
    }

    /** {@code int64 [B, L]} to hidden states {@code float32 [B, L, d1]}. */
    public ModuleFile firstTextEncoder() {
        return manifest.module("text_encoder.pt");
    }

    /** {@code int64 [B, L]} to hidden states {@code float32 [B, L, d2]} and pooled {@code float32 [B, p]}. */
    public ModuleFile secondTextEncoder() {
        return manifest.module("text_encoder_2.pt");
    }

    /** Predicts noise: {@code float32 [B, C, h, w]}. */
    public ModuleFile unet() {
        return manifest.module("unet.pt");
    }

    /** Latents {@code float32 [B, C, h, w]} to an image {@code float32 [B, 3, H, W]}. */
    public ModuleFile vaeDecoder() {
        Dtype decoding = decoding();
        return new ModuleFile(manifest.file("vae_decoder.pt"), decoding == vaeDtype ? null : decoding);
    }

    /** As the others, but float32 for float16 unless it was exported in float16: many decoders overflow there. */
    private Dtype decoding() {
        if (dtype() == manifest.ownDtype()) {
            return vaeDtype;
        }
        return dtype() == Dtype.FLOAT16 && vaeDtype != Dtype.FLOAT16 ? Dtype.FLOAT32 : dtype();
    }

    @Override
    public String kind() {
        return "sdxl";
    }

    @Override
    public SdxlBundle computingIn(Dtype dtype) {
        return new SdxlBundle(
                manifest.computingIn(dtype, id()),
                latentChannels,
                vaeScaleFactor,
                vaeScalingFactor,
                vaeDtype,
                defaultHeight,
                defaultWidth,
                crossAttentionDimension,
                pooledDimension,
                forceZerosForEmptyPrompt,
                timestepConditionDimension,
                firstTokenizer,
                secondTokenizer,
                scheduler,
                otherSchedulers,
                defaultSteps,
                defaultGuidanceScale);
    }
}
