package io.steerscope.app.records;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicNamesTest {

    @Test
    void everyTopicIsKnownWithAndWithoutItsPrefix() {
        for (String prefix : new String[] {"", "mine."}) {
            TopicCatalogue topics = TopicCatalogue.withPrefix(prefix);
            for (TopicDefinition topic : topics.topics()) {
                assertThat(TopicNames.named(topics, topic.name())).isEqualTo(topic);
                assertThat(TopicNames.named(topics, topic.name().substring(prefix.length())))
                        .isEqualTo(topic);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "score, '; did you mean scores?'",
        "steerscope.scroes, '; did you mean scores?'",
        "letters, ''",
        "dead-leters, '; did you mean dead-letters?'",
        "text, '; did you mean text-embeddings?'",
        "mine.images, '; is its prefix --topic-prefix mine.?'",
        "'', ''",
    })
    void anUnknownNameIsOneLineThatListsTheTopicsAndNamesTheNearest(String name, String hint) {
        assertThatThrownBy(() -> TopicNames.named(TopicCatalogue.defaults(), name))
                .hasMessage("there is no topic \"" + name + "\"" + hint
                        + " (topics: experiments, jobs, images, image-summaries, scores, text-embeddings, reports,"
                        + " dead-letters, cancellations, skipped-jobs, decisions)");
    }
}
