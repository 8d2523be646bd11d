package io.steerscope.aggregator.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.query.TopicShape.Shape;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

class TopicShapeTest {

    private static final String SCORES = "t.scores";
    private static final String CHANGELOG = "agg-cells-changelog";

    private final TopicShape shape = new TopicShape("agg", TopicCatalogue.withPrefix("t."));

    @Test
    void topicsThatStayAsTheyAreAreFine() {
        // then
        assertThat(shape.judge(whole(), false)).isEmpty();
        assertThat(shape.judge(whole(), true)).isEmpty();
    }

    @Test
    void anApplicationThatBeginsHasNoTopicsOfItsOwnYet() {
        // given
        Map<String, Shape> inputs = whole();
        inputs.keySet().removeIf(topic -> topic.startsWith("agg-"));

        // then
        assertThat(shape.judge(inputs, false)).isEmpty();
        assertThat(shape.judge(inputs, false)).isEmpty();
        assertThat(shape.misses()).isFalse();
    }

    @Test
    void moreScorePartitionsAreNamedWhileRunningAndAtTheNextStart() {
        // given
        Map<String, Shape> grown = whole();
        grown.put(SCORES, new Shape(grown.get(SCORES).id(), 5));

        // then
        String line = "topic t.scores has 5 partitions, but application agg began with 3: stop all aggregators of"
                + " application agg and start them with another --application-id";
        assertThat(shape.judge(grown, true)).get().asString().startsWith(line);
        TopicShape running = new TopicShape("agg", TopicCatalogue.withPrefix("t."));
        assertThat(running.judge(whole(), true)).isEmpty();
        assertThat(running.judge(grown, true)).get().asString().startsWith(line);
    }

    @Test
    void aTopicIsDeletedWhenItWasMissedTwice() {
        // given
        shape.judge(whole(), true);
        Map<String, Shape> without = whole();
        without.remove(SCORES);

        // then
        assertThat(shape.judge(without, true)).isEmpty();
        assertThat(shape.misses()).isTrue();
        assertThat(shape.judge(without, true)).get().asString().startsWith("topic t.scores was deleted: ");
    }

    @Test
    void aTopicThatIsBackWasNotDeleted() {
        // given
        shape.judge(whole(), true);
        Map<String, Shape> without = whole();
        without.remove(SCORES);

        // when
        shape.judge(without, true);
        shape.judge(whole(), true);

        // then
        assertThat(shape.judge(without, true)).isEmpty();
    }

    @Test
    void aTopicThatWasCreatedAnewIsAnother() {
        // given
        shape.judge(whole(), true);
        Map<String, Shape> anew = whole();
        anew.put(SCORES, new Shape(Uuid.randomUuid(), 3));

        // then
        assertThat(shape.judge(anew, true))
                .get()
                .asString()
                .startsWith("topic t.scores was deleted and created again: ");
    }

    @Test
    void aChangelogThatEarlierReleasesDidNotHaveIsMissedOnlyOnceItWasThere() {
        // given
        String changelog = "agg-embeddings-changelog";
        Map<String, Shape> later = whole();
        later.put(changelog, new Shape(Uuid.randomUuid(), 3));

        // then
        assertThat(shape.judge(whole(), true)).isEmpty();
        assertThat(shape.judge(whole(), true)).isEmpty();
        assertThat(shape.judge(later, true)).isEmpty();
        assertThat(shape.judge(whole(), true)).isEmpty();
        assertThat(shape.judge(whole(), true)).get().asString().startsWith("topic " + changelog);
    }

    @Test
    void aChangelogThatIsMissingAtAStartIsNotTakenForANewOne() {
        // given
        Map<String, Shape> without = whole();
        without.remove(CHANGELOG);

        // when
        Optional<String> first = shape.judge(without, true);

        // then
        assertThat(first).isEmpty();
        assertThat(shape.judge(without, true))
                .get()
                .asString()
                .startsWith("topic agg-cells-changelog, which holds state of application agg, was deleted: ");
    }

    private static Map<String, Shape> whole() {
        Map<String, Shape> topics = new HashMap<>();
        for (String name : new String[] {
            SCORES,
            "t.image-summaries",
            "t.dead-letters",
            "agg-scores-by-pair-repartition",
            "agg-scores-changelog",
            "agg-pairs-changelog",
            CHANGELOG,
            "agg-clusters-changelog",
            "agg-images-changelog",
            "agg-image-counts-changelog",
            "agg-failures-changelog"
        }) {
            topics.put(name, new Shape(new Uuid(1, name.hashCode()), 3));
        }
        topics.put("t.skipped-jobs", new Shape(new Uuid(1, 0), 12));
        topics.put("agg-skipped-changelog", new Shape(new Uuid(1, 1), 12));
        return topics;
    }
}
