package io.steerscope.aggregator.http;

import java.util.Map;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.PairPrompts;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.interactivequeries.StateVersion;

/** The prompts of all pairs of an experiment that have a score. */
record PromptsQuestion(LiveStatistics statistics, String experimentId) implements Question<Map<String, PairPrompts>> {

    @Override
    public Snapshot<Map<String, PairPrompts>> ask() {
        LiveStatistics now = statistics.look();
        StateVersion version = now.version();
        return new Snapshot<>(version, now.prompts(experimentId));
    }
}
