package io.steerscope.results.analysis;

import java.util.List;

import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Experiment;

/** What analyses read of an experiment, wherever it is kept. */
public interface ExperimentData {

    /** The design. */
    Experiment experiment();

    /** The figures of the margin, with the scores that they are made of, by scorer in alphabetical order. */
    List<ScorerReport> scorers();

    /** The embeddings that were kept. */
    Embeddings embeddings();

    /** Whether what an analysis reads was kept. */
    default boolean has(Reads reads) {
        return switch (reads) {
            case SCORES -> true;
            case EMBEDDINGS ->
                scorers().stream().flatMap(scorer -> scorer.methods().stream()).anyMatch(method -> embeddings()
                        .hasSome(method.scores()));
        };
    }

    /** The data of scores alone, without embeddings. */
    static ExperimentData ofScores(Experiment experiment, List<ScorerReport> scorers) {
        return of(experiment, scorers, Embeddings.NONE);
    }

    /** The data of scores, with where their embeddings are. */
    static ExperimentData of(Experiment experiment, List<ScorerReport> scorers, Embeddings embeddings) {
        return new Judged(experiment, List.copyOf(scorers), embeddings);
    }

    /**
     * Scores and where their embeddings are.
     *
     * @param experiment the design
     * @param scorers the figures of the margin
     * @param embeddings the embeddings
     */
    record Judged(Experiment experiment, List<ScorerReport> scorers, Embeddings embeddings) implements ExperimentData {}
}
