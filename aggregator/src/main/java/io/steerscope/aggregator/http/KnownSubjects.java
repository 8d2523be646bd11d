package io.steerscope.aggregator.http;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.ScorerProgress;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;

/** Refuses filters that nothing can match. */
final class KnownSubjects {

    private KnownSubjects() {}

    /**
     * Accepts the empty text and what is known.
     *
     * @throws UnknownSubjectException if the id is another
     */
    static void require(String kind, String id, Collection<String> known) {
        if (!id.isEmpty() && !known.contains(id)) {
            throw UnknownSubjectException.of(kind, id, known);
        }
    }

    /**
     * Accepts the empty text and the scorers that have given a score or a failure.
     *
     * @throws UnknownSubjectException if the scorer is another
     */
    static void scorer(String scorer, ExperimentProgress progress) {
        require(
                "scorer",
                scorer,
                progress.scorers().stream().map(ScorerProgress::scorerId).toList());
    }

    /**
     * Accepts null and the alphas of a design.
     *
     * @throws UnknownSubjectException if the alpha is another
     */
    static void alpha(@Nullable Double alpha, Experiment experiment) {
        require(
                "alpha",
                alpha == null ? "" : RecordKeys.alphaText(alpha),
                experiment.getAlphas().stream().map(RecordKeys::alphaText).toList());
    }

    /**
     * Accepts the empty text and the categories of a design.
     *
     * @throws UnknownSubjectException if the category is another
     */
    static void category(String category, Experiment experiment) {
        require(
                "category",
                category,
                experiment.getCategories().stream()
                        .map(CategoryDesign::getCategory)
                        .toList());
    }
}
