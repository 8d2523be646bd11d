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

    /** Whether what an analysis reads was kept. */
    boolean has(Reads reads);

    /** The data of scores alone, without embeddings. */
    static ExperimentData ofScores(Experiment experiment, List<ScorerReport> scorers) {
        return new ScoresAlone(experiment, List.copyOf(scorers));
    }

    /**
     * Scores without embeddings.
     *
     * @param experiment the design
     * @param scorers the figures of the margin
     */
    record ScoresAlone(Experiment experiment, List<ScorerReport> scorers) implements ExperimentData {

        @Override
        public boolean has(Reads reads) {
            return reads == Reads.SCORES;
        }
    }
}
