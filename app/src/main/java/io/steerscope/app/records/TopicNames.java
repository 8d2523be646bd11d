package io.steerscope.app.records;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.steerscope.app.client.EditDistance;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** The topics of an installation by the names that people write, with or without the prefix. */
public final class TopicNames {

    /** Of a name with so many slips nothing can be said to be meant. */
    private static final int MOST_SLIPS = 4;

    private TopicNames() {}

    /**
     * The topic that is named.
     *
     * @throws IllegalArgumentException with one line that lists the topics, and says which one is likely to be meant
     */
    public static TopicDefinition named(TopicCatalogue topics, String name) {
        return topics.topics().stream()
                .filter(topic ->
                        topic.name().equals(name) || bare(topics, topic).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(topics, name)));
    }

    /** All topics without their prefix, in the order of the flow. */
    public static List<String> all(TopicCatalogue topics) {
        return topics.topics().stream().map(topic -> bare(topics, topic)).toList();
    }

    private static String bare(TopicCatalogue topics, TopicDefinition topic) {
        return topic.name().substring(topics.prefix().length());
    }

    private static String unknown(TopicCatalogue topics, String name) {
        List<String> known = all(topics);
        String hint = known.stream()
                .filter(topic -> name.endsWith("." + topic))
                .findFirst()
                .map(topic -> "; is its prefix --topic-prefix "
                        + VisibleText.of(name.substring(0, name.length() - topic.length())) + "?")
                .or(() -> nearest(topics, name).map(topic -> "; did you mean " + topic + "?"))
                .orElse("");
        return "there is no topic \"%s\"%s (topics: %s)"
                .formatted(VisibleText.of(name), hint, known.stream().collect(Collectors.joining(", ")));
    }

    private static Optional<String> nearest(TopicCatalogue topics, String name) {
        String bare = name.startsWith(topics.prefix())
                ? name.substring(topics.prefix().length())
                : name;
        return all(topics).stream()
                .filter(topic -> slips(bare, topic) < MOST_SLIPS)
                .min(Comparator.comparingInt(topic -> slips(bare, topic)));
    }

    private static int slips(String name, String topic) {
        return topic.startsWith(name) && !name.isEmpty() ? 0 : EditDistance.between(name, topic, MOST_SLIPS);
    }
}
