package io.steerscope.interactivequeries;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.foundation.thread.DaemonThreads;

/**
 * Asks the cluster twice a second how far the aggregator's group has read.
 *
 * <p>Offsets are committed in the transaction that writes their results, so a committed offset says that the records
 * before it are in the state, or in the topic that leads to the next step. Ends are asked for after the committed
 * offsets: where both are equal everywhere, nothing was under way between two steps either.
 */
public final class PositionWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PositionWatch.class);
    private static final long PERIOD_MILLIS = 500;
    private static final Duration CURRENT = Duration.ofSeconds(8);

    private final Admin admin;
    private final String group;
    private final Collection<String> topics;
    private final Consumer<InputPosition> observer;
    private final ScheduledExecutorService thread = DaemonThreads.ticker("position-watch");
    private final Function<Throwable, String> words;
    private final LongSupplier nanoClock;
    private volatile @Nullable Measured latest;
    private volatile String problem = "not asked for yet";

    /** @param nanos when it was measured, by the clock */
    private record Measured(InputPosition position, long nanos) {}

    /**
     * @param admin client of the cluster; closed with this
     * @param group the consumer group, which is the application id
     * @param topics the topics that the group reads; those that do not exist yet are waited for
     * @param observer told of every position as soon as it is measured
     * @param words why the cluster did not answer, in one line
     */
    public PositionWatch(
            Admin admin,
            String group,
            Collection<String> topics,
            Consumer<InputPosition> observer,
            Function<Throwable, String> words) {
        this(admin, group, topics, observer, words, System::nanoTime);
    }

    PositionWatch(
            Admin admin,
            String group,
            Collection<String> topics,
            Consumer<InputPosition> observer,
            Function<Throwable, String> words,
            LongSupplier nanoClock) {
        this.admin = admin;
        this.words = words;
        this.nanoClock = nanoClock;
        this.observer = observer;
        this.group = group;
        this.topics = List.copyOf(topics);
    }

    /** Begins to ask. */
    public void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * The position last measured. It is not {@link InputPosition#current() current} any more once the cluster has not
     * answered for 8 seconds.
     *
     * @throws StateUnavailableException while there is none
     */
    public InputPosition latest() {
        Measured measured = latest;
        if (measured == null) {
            throw new StateUnavailableException(
                    StateUnavailableException.Reason.STARTING,
                    "The position in the input topics is not known yet: " + problem);
        }
        return isOld(measured) ? measured.position().outdated() : measured.position();
    }

    /** Whether the position was measured of late. */
    public boolean isCurrent() {
        Measured measured = latest;
        return measured != null && !isOld(measured);
    }

    /** Since when, and why, the position cannot be measured, in a few words; empty while it can. */
    public Optional<String> silence() {
        Measured measured = latest;
        return measured == null || !isOld(measured)
                ? Optional.empty()
                : Optional.of("the cluster has not told how far its topics are since %s%s"
                        .formatted(
                                measured.position().asOf().truncatedTo(ChronoUnit.SECONDS),
                                problem.isEmpty() ? "" : " (" + problem + ")"));
    }

    private boolean isOld(Measured measured) {
        return nanoClock.getAsLong() - measured.nanos() > CURRENT.toNanos();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }

    /** Measures once; package-private so that a test needs no waiting. */
    void tick() {
        try {
            long began = nanoClock.getAsLong();
            InputPosition measured = measure();
            latest = new Measured(measured, began);
            problem = "";
            observer.accept(measured);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            tell(e);
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    /** Says a problem once, until it is another one. */
    private void tell(Exception failure) {
        String line = words.apply(failure);
        if (!line.equals(problem)) {
            LOG.atWarn().addKeyValue("reason", line).log("position cannot be measured, asking again");
        }
        problem = line;
    }

    private InputPosition measure() throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = partitions();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        List<TopicPartition> untouched = partitions.stream()
                .filter(partition -> committed.get(partition) == null)
                .toList();
        Map<TopicPartition, Long> consumed = new HashMap<>(offsets(untouched, OffsetSpec.earliest()));
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                consumed.put(partition, offset.offset());
            }
        });
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<String, InputPosition.Offsets> byTopic = new HashMap<>();
        for (String topic : topics) {
            List<TopicPartition> own = partitions.stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .toList();
            byTopic.put(
                    topic,
                    new InputPosition.Offsets(
                            own.stream().map(consumed::get).toList(),
                            own.stream().map(ends::get).toList()));
        }
        return InputPosition.of(Instant.now(), byTopic);
    }

    /** All partitions of the topics, in their order. */
    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException {
        Measured known = latest;
        Map<String, Integer> counts = known != null
                ? topics.stream().collect(Collectors.toMap(topic -> topic, known.position()::partitions))
                : admin.describeTopics(topics).allTopicNames().get().values().stream()
                        .collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions()
                                .size()));
        List<TopicPartition> partitions = new ArrayList<>();
        counts.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        });
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, ListOffsetsResultInfo> answers = admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)))
                .all()
                .get();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answers.forEach((partition, answer) -> offsets.put(partition, answer.offset()));
        return offsets;
    }
}
