package io.steerscope.results.analysis;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.contrast.PairedContrast;

/**
 * A method less another under one scorer.
 *
 * @param scorer the scorer; null where margins tell none
 * @param method the method
 * @param against what is subtracted
 * @param contrast the figures
 */
public record MethodPairContrast(@Nullable String scorer, String method, String against, PairedContrast contrast) {

    /** {@code METHOD minus AGAINST}. */
    public String name() {
        return method + " minus " + against;
    }
}
