package io.steerscope.aggregator.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.interactivequeries.KeyedStore;
import io.steerscope.interactivequeries.PartitionedStores;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * Whether the topics of an application still are those that its state was made of. Kafka Streams finds out late, after
 * a rebalance, and its threads die of it one after the other; some of it, as a changelog that was deleted, it mends by
 * an empty topic without a word.
 *
 * <p>The remedy is another application id in every case: its aggregators make their state from the beginning of the
 * topics.
 */
public final class TopicShape {

    /**
     * One topic as it is.
     *
     * @param id which one it is among those that ever had its name
     * @param partitions number of its partitions
     */
    record Shape(Uuid id, int partitions) {}

    private final String applicationId;
    private final SortedMap<String, String> sources = new TreeMap<>();
    private final Map<String, Shape> known = new HashMap<>();

    /** Internal topics that an application of an earlier release does not have yet when it is started by this one. */
    private final Set<String> addedLater = new HashSet<>();

    private final Set<String> missed = new HashSet<>();

    /** @param topics the topics that the application reads */
    public TopicShape(String applicationId, TopicCatalogue topics) {
        this.applicationId = applicationId;
        PartitionedStores stores = new StoreCatalogue(applicationId, topics).stores();
        for (KeyedStore<?> store : stores.all()) {
            String source = source(store, topics);
            sources.put(store.topic(), source);
            sources.put(changelog(store.name()), source);
        }
        Set.copyOf(sources.values()).forEach(source -> sources.put(source, source));
        for (String store : List.of(StoreNames.EMBEDDINGS, StoreNames.TEXT_EMBEDDINGS, StoreNames.PLACES)) {
            addedLater.add(changelog(store));
        }
    }

    private String changelog(String store) {
        return applicationId + "-" + store + "-changelog";
    }

    private static String source(KeyedStore<?> store, TopicCatalogue topics) {
        return store.topic().endsWith("-" + StoreNames.SCORES_BY_PAIR + "-repartition")
                ? topics.scores().name()
                : store.topic();
    }

    /**
     * Looks at the topics.
     *
     * @return why the state cannot be trusted or made any more, and the remedy, in one line; empty if it can
     * @throws ExecutionException if the cluster does not tell
     */
    public synchronized Optional<String> look(Admin admin) throws ExecutionException, InterruptedException {
        boolean hasRead = !admin.listConsumerGroupOffsets(applicationId)
                .partitionsToOffsetAndMetadata()
                .get()
                .isEmpty();
        return judge(shapes(admin, sources.keySet()), hasRead);
    }

    /**
     * The same for streams that have died of their topics: a topic that is missing now is what they died of.
     *
     * @throws ExecutionException if the cluster does not tell
     */
    public synchronized Optional<String> explain(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, Shape> now = shapes(admin, sources.keySet());
        for (String input : new TreeSet<>(sources.values())) {
            if (!now.containsKey(input) && !known.containsKey(input)) {
                return Optional.of(
                        "topic %s does not exist: create the topics with steerscope topics apply".formatted(input));
            }
        }
        Optional<String> first = judge(now, true);
        return first.isPresent() || missed.isEmpty() ? first : judge(now, true);
    }

    /**
     * Judges the topics that there are.
     *
     * @param hasRead whether the application had read something before they were looked at, so that its internal topics
     *     must be there
     */
    synchronized Optional<String> judge(Map<String, Shape> now, boolean hasRead) {
        for (Map.Entry<String, String> topic : sources.entrySet()) {
            Optional<String> problem = judge(topic.getKey(), topic.getValue(), now, hasRead);
            if (problem.isPresent()) {
                return problem;
            }
        }
        known.putAll(now);
        return Optional.empty();
    }

    /** Whether a topic was missed in the last look that has to be there. */
    public synchronized boolean misses() {
        return !missed.isEmpty();
    }

    private Optional<String> judge(String topic, String source, Map<String, Shape> now, boolean hasRead) {
        Shape present = now.get(topic);
        Shape before = known.get(topic);
        if (present == null) {
            boolean mustBeThere = hasRead && !topic.equals(source) && !addedLater.contains(topic);
            return missing(topic, source, before != null || mustBeThere);
        }
        missed.remove(topic);
        if (before != null && !before.id().equals(present.id())) {
            return Optional.of("topic %s was deleted and created again: %s".formatted(topic, remedy()));
        }
        Shape read = now.get(source);
        int expected = before != null ? before.partitions() : present.partitions();
        int found = topic.equals(source) || read == null ? present.partitions() : read.partitions();
        return expected == found
                ? Optional.empty()
                : Optional.of("topic %s has %d partitions, but application %s began with %d: %s"
                        .formatted(source, found, applicationId, expected, remedy()));
    }

    /** A broker that has just started may not know a topic yet: it is missing when it was missed twice. */
    private Optional<String> missing(String topic, String source, boolean wasThere) {
        if (!wasThere || missed.add(topic)) {
            return Optional.empty();
        }
        return Optional.of(
                topic.equals(source)
                        ? "topic %s was deleted: create the topics again with steerscope topics apply, then %s"
                                .formatted(topic, remedy())
                        : "topic %s, which holds state of application %s, was deleted: %s"
                                .formatted(topic, applicationId, remedy()));
    }

    private String remedy() {
        return "stop all aggregators of application %s and start them with another --application-id, which makes its state"
                        .formatted(applicationId)
                + " from the beginning of the topics";
    }

    private static Map<String, Shape> shapes(Admin admin, Collection<String> names)
            throws ExecutionException, InterruptedException {
        Map<String, Shape> shapes = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(new TreeSet<>(names)).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> description : descriptions.entrySet()) {
            try {
                TopicDescription topic = description.getValue().get();
                shapes.put(
                        description.getKey(),
                        new Shape(topic.topicId(), topic.partitions().size()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return shapes;
    }
}
