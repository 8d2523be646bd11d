package io.steerscope.results.analysis;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.statistics.contrast.PairedContrast;

/**
 * A method less another under one scorer.
 *
 * @param scorer the scorer; null where margins tell none
 * @param method the method
 * @param against what is subtracted
 * @param contrast the figures
 * @param measure what is contrasted
 */
public record MethodPairContrast(
        @Nullable String scorer, String method, String against, PairedContrast contrast, Measure measure) {

    /** Of margins. */
    public MethodPairContrast(@Nullable String scorer, String method, String against, PairedContrast contrast) {
        this(scorer, method, against, contrast, Measure.MARGIN);
    }

    /** {@code METHOD minus AGAINST}. */
    public String name() {
        return method + " minus " + against;
    }
}
