package io.steerscope.aggregator.http;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.schemas.record.Experiment;

/**
 * Which items are asked for, but for the words that are searched for.
 *
 * @param scorer only of this scorer, or empty
 * @param method only of this method, or empty
 * @param category only of this category, or empty
 * @param pair only of this pair, or empty
 * @param alpha only of this alpha, or null
 * @param complete {@code true}, {@code false} or {@code any}
 * @param from only of at least this margin, or clip where that is what is measured, or null
 * @param to only of at most this one, or null
 */
record ItemFilter(
        String scorer,
        String method,
        String category,
        String pair,
        @Nullable Double alpha,
        String complete,
        @Nullable Double from,
        @Nullable Double to) {

    static ItemFilter of(QueryParameters parameters) {
        return new ItemFilter(
                parameters.text("scorer"),
                parameters.text("method"),
                parameters.text("category"),
                parameters.text("pair"),
                parameters.number("alpha"),
                parameters.oneOf("complete", List.of("any", "true", "false")),
                parameters.number("from"),
                parameters.number("to"));
    }

    /** @throws UnknownSubjectException if the design has no such scorer, method, category or alpha */
    void require(ExperimentProgress progress) {
        KnownSubjects.scorer(scorer, progress);
        KnownSubjects.require("method", method, progress.experiment().getMethods());
        KnownSubjects.category(category, progress.experiment());
        KnownSubjects.alpha(alpha, progress.experiment());
    }

    boolean holds(RunningItem item, Experiment experiment) {
        return (scorer.isEmpty() || item.scorerId().isEmpty() || item.scorerId().equals(scorer))
                && (method.isEmpty() || item.method().equals(method))
                && (category.isEmpty() || item.category().equals(category))
                && (pair.isEmpty() || item.pairId().equals(pair))
                && (alpha == null || item.alpha() == alpha)
                && (complete.equals("any") || item.complete() == complete.equals("true"))
                && isWithin(item, experiment);
    }

    private boolean isWithin(RunningItem item, Experiment experiment) {
        if (from == null && to == null) {
            return true;
        }
        double value = DesignScope.measure(experiment) == Measure.ALIGNMENT ? Clip.FACTOR * item.mean() : item.mean();
        return (from == null || value >= from) && (to == null || value <= to);
    }
}
