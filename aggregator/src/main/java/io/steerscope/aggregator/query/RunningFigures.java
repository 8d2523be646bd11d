package io.steerscope.aggregator.query;

import java.util.List;

/**
 * How far an experiment is and what its scores say, from one reading of the cells.
 *
 * @param progress how far it is
 * @param statistics figures of every scorer and method that has a score, by scorer and then in the design's order of
 *     methods
 */
public record RunningFigures(ExperimentProgress progress, List<RunningStatistics> statistics) {

    /** Copies the list. */
    public RunningFigures {
        statistics = List.copyOf(statistics);
    }
}
