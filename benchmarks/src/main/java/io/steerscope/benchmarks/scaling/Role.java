package io.steerscope.benchmarks.scaling;

import java.util.List;

import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;

/** The two stages that are scaled out. */
enum Role {
    GENERATOR,
    SCORER;

    /** The topic that it reads. */
    TopicDefinition input(TopicCatalogue topics) {
        return this == GENERATOR ? topics.jobs() : topics.images();
    }

    /** The topics in which each input has one record. */
    List<TopicDefinition> outputs(TopicCatalogue topics) {
        return this == GENERATOR ? List.of(topics.images(), topics.imageSummaries()) : List.of(topics.scores());
    }

    /** The group of its workers. */
    String group(TopicCatalogue topics, String scorerId) {
        return this == GENERATOR
                ? GeneratorWorkerSettings.groupId(topics)
                : ScorerWorkerSettings.groupId(topics, scorerId);
    }
}
