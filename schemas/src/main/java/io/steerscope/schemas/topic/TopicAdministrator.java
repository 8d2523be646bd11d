package io.steerscope.schemas.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.topic.ClusterState.ExistingTopic;

/**
 * Brings a cluster to a catalogue. Planning and applying again changes nothing more.
 *
 * <p>Methods throw the {@link KafkaException} that the cluster answered with, or {@link InterruptException}.
 */
public final class TopicAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdministrator.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Admin admin;

    /** @param admin the cluster; stays open */
    public TopicAdministrator(Admin admin) {
        this.admin = admin;
    }

    /** What has to change on the cluster, in the order of the catalogue; changes nothing. */
    public List<TopicChange> plan(TopicCatalogue catalogue) {
        return TopicPlan.between(catalogue, clusterState(catalogue));
    }

    /**
     * Carries a plan out, and returns when the new topics can be used. A topic that somebody else created in the
     * meantime is left as it is.
     *
     * @throws TopicConflictException if the plan holds a conflict; nothing has then been changed
     */
    public void apply(List<TopicChange> plan) {
        List<TopicChange.Conflict> conflicts = only(TopicChange.Conflict.class, plan);
        if (!conflicts.isEmpty()) {
            throw new TopicConflictException(conflicts);
        }
        create(only(TopicChange.Create.class, plan));
        increasePartitions(only(TopicChange.IncreasePartitions.class, plan));
        new ReplicaGrowth(admin).apply(only(TopicChange.IncreaseReplication.class, plan));
        // Only now is there a replica for each that has to be in sync.
        alterConfigs(only(TopicChange.AlterConfig.class, plan));
    }

    /**
     * Plans and applies.
     *
     * @return the plan that was carried out
     * @throws TopicConflictException if a topic cannot be made what it should be; nothing has then been changed
     */
    public List<TopicChange> apply(TopicCatalogue catalogue) {
        List<TopicChange> plan = plan(catalogue);
        apply(plan);
        return plan;
    }

    private ClusterState clusterState(TopicCatalogue catalogue) {
        Map<String, TopicDescription> descriptions = descriptions(
                catalogue.topics().stream().map(TopicDefinition::name).toList());
        Map<String, Config> configs = configs(descriptions.keySet());
        Set<String> empty = empty(catalogue.topics().stream()
                .map(topic -> growing(topic, descriptions.get(topic.name())))
                .flatMap(Optional::stream)
                .toList());
        Map<String, ExistingTopic> topics = new HashMap<>();
        descriptions.forEach((name, description) -> topics.put(
                name,
                new ExistingTopic(
                        description.partitions().size(),
                        description.partitions().stream()
                                .mapToInt(partition -> partition.replicas().size())
                                .min()
                                .orElseThrow(),
                        values(Objects.requireNonNull(configs.get(name))),
                        empty.contains(name))));
        return new ClusterState(await(admin.describeCluster().nodes()).size(), topics);
    }

    /** A topic that could get more partitions if it held nothing. */
    private static Optional<TopicDescription> growing(TopicDefinition wanted, @Nullable TopicDescription existing) {
        return wanted.isCompacted() && existing != null && existing.partitions().size() < wanted.partitions()
                ? Optional.of(existing)
                : Optional.empty();
    }

    /** Which of these topics hold nothing, be it a mark of a transaction. */
    private Set<String> empty(List<TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        topics.forEach(topic -> topic.partitions().forEach(info -> {
            TopicPartition partition = new TopicPartition(topic.name(), info.partition());
            first.put(partition, OffsetSpec.earliest());
            last.put(partition, OffsetSpec.latest());
        }));
        if (first.isEmpty()) {
            return Set.of();
        }
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                await(admin.listOffsets(first).all());
        Set<String> empty = topics.stream().map(TopicDescription::name).collect(Collectors.toCollection(HashSet::new));
        await(admin.listOffsets(last).all()).forEach((partition, end) -> {
            if (end.offset() > Objects.requireNonNull(begins.get(partition)).offset()) {
                empty.remove(partition.topic());
            }
        });
        return empty;
    }

    private Map<String, TopicDescription> descriptions(Collection<String> names) {
        Map<String, TopicDescription> descriptions = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, future) -> {
            try {
                descriptions.put(name, await(future));
            } catch (UnknownTopicOrPartitionException e) {
                descriptions.remove(name);
            }
        });
        return descriptions;
    }

    private Map<String, Config> configs(Collection<String> topics) {
        if (topics.isEmpty()) {
            return Map.of();
        }
        List<ConfigResource> resources =
                topics.stream().map(TopicAdministrator::resource).toList();
        return await(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private void create(List<TopicChange.Create> creations) {
        List<NewTopic> topics = creations.stream()
                .map(creation -> new NewTopic(
                                creation.topic(), creation.definition().partitions(), creation.replicationFactor())
                        .configs(creation.configs()))
                .toList();
        if (topics.isEmpty()) {
            return;
        }
        admin.createTopics(topics).values().forEach((name, future) -> {
            try {
                await(future);
            } catch (TopicExistsException e) {
                LOG.atInfo().addKeyValue("topic", name).log("topic was created by somebody else");
            }
        });
        awaitKnown(creations.stream().map(TopicChange::topic).toList());
    }

    /** Waits until the brokers have learnt of topics from the controller, which created them. */
    private void awaitKnown(List<String> topics) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!descriptions(topics).keySet().containsAll(topics)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topics " + topics + " were created, but the brokers do not know them");
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private void increasePartitions(List<TopicChange.IncreasePartitions> increases) {
        if (!increases.isEmpty()) {
            Map<String, NewPartitions> partitions = increases.stream()
                    .collect(Collectors.toMap(
                            TopicChange::topic, increase -> NewPartitions.increaseTo(increase.newPartitions())));
            await(admin.createPartitions(partitions).all());
        }
    }

    private void alterConfigs(List<TopicChange.AlterConfig> alterations) {
        if (!alterations.isEmpty()) {
            Map<ConfigResource, Collection<AlterConfigOp>> operations = alterations.stream()
                    .collect(Collectors.toMap(
                            alteration -> resource(alteration.topic()),
                            alteration -> operations(alteration.newConfigs())));
            await(admin.incrementalAlterConfigs(operations).all());
        }
    }

    private static Collection<AlterConfigOp> operations(Map<String, String> configs) {
        return configs.entrySet().stream()
                .map(config -> new AlterConfigOp(
                        new ConfigEntry(config.getKey(), config.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** The changes of a kind. */
    private static <C extends TopicChange> List<C> only(Class<C> kind, List<TopicChange> plan) {
        return plan.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static <V> V await(KafkaFuture<V> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }
}
