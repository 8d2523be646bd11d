package io.steerscope.aggregator.http;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.interactivequeries.StateVersion;

/** All items of an experiment. Other questions are made of its answer. */
record ItemsQuestion(LiveStatistics statistics, String experimentId) implements Question<ExperimentItems> {

    @Override
    public Snapshot<ExperimentItems> ask() {
        LiveStatistics now = statistics.look();
        StateVersion version = now.version();
        return new Snapshot<>(version, new ExperimentItems(now.progress(experimentId), now.items(experimentId)));
    }
}
