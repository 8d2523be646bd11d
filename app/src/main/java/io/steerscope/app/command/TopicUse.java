package io.steerscope.app.command;

import java.util.List;
import java.util.function.Function;

import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** The topics that a command reads or writes in any case. It asks for these alone, and needs no right to see others. */
enum TopicUse {
    PRODUCE(topics -> List.of(topics.experiments(), topics.jobs(), topics.cancellations())),
    CANCEL(topics -> List.of(topics.experiments(), topics.jobs(), topics.cancellations())),
    INGEST(topics -> List.of(topics.experiments(), topics.images(), topics.imageSummaries())),
    GENERATE(topics -> List.of(
            topics.jobs(),
            topics.images(),
            topics.imageSummaries(),
            topics.deadLetters(),
            topics.cancellations(),
            topics.decisions(),
            topics.skippedJobs())),
    SCORE(topics -> List.of(topics.images(), topics.scores(), topics.textEmbeddings(), topics.deadLetters())),
    SCORE_WITHOUT_EMBEDDINGS(topics -> List.of(topics.images(), topics.scores(), topics.deadLetters())),
    AGGREGATE(topics -> List.of(
            topics.experiments(),
            topics.imageSummaries(),
            topics.scores(),
            topics.textEmbeddings(),
            topics.reports(),
            topics.deadLetters(),
            topics.cancellations(),
            topics.skippedJobs(),
            topics.decisions())),
    REPORT(topics -> List.of(
            topics.experiments(),
            topics.imageSummaries(),
            topics.scores(),
            topics.deadLetters(),
            topics.cancellations(),
            topics.decisions())),
    EXPORT(topics -> List.of(topics.images(), topics.scores(), topics.textEmbeddings())),
    LETTERS(topics -> List.of(topics.imageSummaries(), topics.scores(), topics.deadLetters())),
    RETRY(topics -> List.of(
            topics.jobs(),
            topics.images(),
            topics.imageSummaries(),
            topics.scores(),
            topics.skippedJobs(),
            topics.deadLetters()));

    private final Function<TopicCatalogue, List<TopicDefinition>> used;

    /** What a scorer uses that keeps embeddings or does not. */
    static TopicUse score(boolean keepsEmbeddings) {
        return keepsEmbeddings ? SCORE : SCORE_WITHOUT_EMBEDDINGS;
    }

    TopicUse(Function<TopicCatalogue, List<TopicDefinition>> used) {
        this.used = used;
    }

    /** The topics, in the order of the flow. */
    List<TopicDefinition> of(TopicCatalogue topics) {
        return used.apply(topics);
    }
}
