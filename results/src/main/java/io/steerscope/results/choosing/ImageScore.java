package io.steerscope.results.choosing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.steerscope.foundation.vocabulary.Measure;

/** What images of an experiment are scored by; higher is better. */
public enum ImageScore {
    /** Cosine of image and target prompt less that of image and source prompt. */
    MARGIN,
    /** 100 times the cosine of image and target prompt, not clamped. */
    CLIP,
    /** Cosine of the change from the unsteered image of the same pair and seed and the direction of the prompts. */
    DIRECTIONAL;

    /** Its name in parameters and answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The score of a name, which is one of {@link #ids}. */
    static ImageScore of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(ImageScore::id).toList();
    }

    /** The one of an experiment that was asked for no other. */
    public static ImageScore usual(Measure measure) {
        return measure == Measure.ALIGNMENT ? CLIP : MARGIN;
    }

    /** Whether images have it whose scores are of a measure. */
    public boolean isOf(Measure measure) {
        return this == CLIP || measure == Measure.MARGIN;
    }
}
