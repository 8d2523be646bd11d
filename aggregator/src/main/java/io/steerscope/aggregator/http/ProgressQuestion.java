package io.steerscope.aggregator.http;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.interactivequeries.StateVersion;

/** How far an experiment is, as answers about single images tell it. */
record ProgressQuestion(LiveStatistics statistics, String experimentId) implements Question<ExperimentProgress> {

    @Override
    public Snapshot<ExperimentProgress> ask() {
        LiveStatistics now = statistics.look();
        StateVersion version = now.version();
        return new Snapshot<>(version, now.progress(experimentId));
    }
}
