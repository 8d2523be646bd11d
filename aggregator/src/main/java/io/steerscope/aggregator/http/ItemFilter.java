package io.steerscope.aggregator.http;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.results.design.UnknownSubjectException;

/**
 * Which items are asked for.
 *
 * @param scorer only of this scorer, or empty
 * @param method only of this method, or empty
 * @param category only of this category, or empty
 * @param pair only of this pair, or empty
 * @param alpha only of this alpha, or null
 * @param complete {@code true}, {@code false} or {@code any}
 */
record ItemFilter(String scorer, String method, String category, String pair, @Nullable Double alpha, String complete) {

    /** @throws UnknownSubjectException if the design has no such scorer, method, category or alpha */
    void require(ExperimentProgress progress) {
        KnownSubjects.scorer(scorer, progress);
        KnownSubjects.require("method", method, progress.experiment().getMethods());
        KnownSubjects.category(category, progress.experiment());
        KnownSubjects.alpha(alpha, progress.experiment());
    }

    boolean holds(RunningItem item) {
        return (scorer.isEmpty() || item.scorerId().equals(scorer))
                && (method.isEmpty() || item.method().equals(method))
                && (category.isEmpty() || item.category().equals(category))
                && (pair.isEmpty() || item.pairId().equals(pair))
                && (alpha == null || item.alpha() == alpha)
                && (complete.equals("any") || item.complete() == complete.equals("true"));
    }
}
