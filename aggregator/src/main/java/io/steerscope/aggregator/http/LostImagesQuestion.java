package io.steerscope.aggregator.http;

import java.util.List;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.LostImage;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.interactivequeries.StateVersion;

/** The images of an experiment that failed or were skipped and have no score. */
record LostImagesQuestion(LiveStatistics statistics, String experimentId) implements Question<List<LostImage>> {

    @Override
    public Snapshot<List<LostImage>> ask() {
        LiveStatistics now = statistics.look();
        StateVersion version = now.version();
        return new Snapshot<>(version, now.lostImages(experimentId));
    }
}
