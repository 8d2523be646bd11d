package io.steerscope.aggregator.http;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Standing;

/** All items of an experiment. Other questions are made of its answer. */
record ItemsQuestion(LiveStatistics statistics, String experimentId) implements Question<ExperimentItems> {

    @Override
    public Snapshot<ExperimentItems> ask() {
        Standing standing = statistics.standing();
        return new Snapshot<>(
                standing, new ExperimentItems(statistics.progress(experimentId), statistics.items(experimentId)));
    }
}
