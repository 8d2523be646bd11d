package io.steerscope.inference.diffusion;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.inference.bundle.SdxlBundle;

/**
 * What images that share a batch have in common.
 *
 * @param scheduler solver
 * @param steps denoising steps, at least 1
 * @param guidanceScale classifier-free guidance scale; at most 1 switches guidance off
 * @param negativePrompt negative prompt; null where none was given, which is not the same as an empty one
 * @param width image width in pixels
 * @param height image height in pixels; an image has at most 2^28 pixels
 */
public record GenerationSettings(
        SchedulerType scheduler,
        int steps,
        double guidanceScale,
        @Nullable String negativePrompt,
        int width,
        int height) {

    /** 16,384 x 16,384, so that the values of an image fit into one array. */
    private static final long MAX_PIXELS = 1L << 28;

    public GenerationSettings {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, not " + steps);
        }
        if (!(guidanceScale >= 0 && guidanceScale <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "guidance scale must be a finite float32 and not negative, not " + guidanceScale);
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("image size must be positive, not " + width + " x " + height);
        }
        if ((long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "images have at most " + MAX_PIXELS + " pixels, not " + width + " x " + height);
        }
    }

    /** The settings that a bundle recommends, without a negative prompt. */
    public static GenerationSettings defaultsOf(SdxlBundle bundle) {
        return new GenerationSettings(
                bundle.scheduler().type(),
                bundle.defaultSteps(),
                bundle.defaultGuidanceScale(),
                null,
                bundle.defaultWidth(),
                bundle.defaultHeight());
    }
}
