package io.steerscope.interactivequeries;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.apache.kafka.common.TopicPartition;

/**
 * How far the aggregator has read its input, by topic in alphabetical order: the topics of scores, image
 * summaries and dead letters, and the internal ones between its own steps.
 *
 * @param asOf when this was measured
 * @param topics offsets of every topic
 * @param current whether it can be taken for the position now; not if the cluster has not answered for a while
 */
public record InputPosition(Instant asOf, SortedMap<String, Offsets> topics, boolean current) {

    /** Copies the map. */
    public InputPosition {
        topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
    }

    /** A position that was measured just now. */
    public InputPosition(Instant asOf, SortedMap<String, Offsets> topics) {
        this(asOf, topics, true);
    }

    /** The same as one that may be long past. */
    InputPosition outdated() {
        return new InputPosition(asOf, topics, false);
    }

    /** Number of offsets that are written and not yet consumed. Transaction markers take offsets too. */
    public long lag() {
        return topics.values().stream().mapToLong(Offsets::lag).sum();
    }

    /** Whether everything is consumed that was written at another position of the same topics. */
    public boolean hasPassedEndsOf(InputPosition other) {
        return other.topics.entrySet().stream()
                .allMatch(topic -> IntStream.range(0, topic.getValue().end().size())
                        .allMatch(partition -> partition < partitions(topic.getKey())
                                && Objects.requireNonNull(topics.get(topic.getKey()))
                                                .consumed()
                                                .get(partition)
                                        >= topic.getValue().end().get(partition)));
    }

    /** Number of partitions of all topics. */
    public int partitions() {
        return topics.values().stream()
                .mapToInt(topic -> topic.consumed().size())
                .sum();
    }

    /** Number of partitions of one topic; 0 for a topic that is no input. */
    public int partitions(String topic) {
        Offsets offsets = topics.get(topic);
        return offsets == null ? 0 : offsets.consumed().size();
    }

    /**
     * First offset of a partition that is not consumed and committed.
     *
     * @throws IllegalArgumentException if it is no partition of an input
     */
    public long consumed(TopicPartition partition) {
        return offsets(partition).consumed().get(partition.partition());
    }

    /** The same with one partition consumed no further than {@code offset}. */
    public InputPosition consumedAtMost(TopicPartition partition, long offset) {
        Offsets offsets = offsets(partition);
        List<Long> consumed = new ArrayList<>(offsets.consumed());
        consumed.set(partition.partition(), Math.min(offset, consumed.get(partition.partition())));
        SortedMap<String, Offsets> changed = new TreeMap<>(topics);
        changed.put(partition.topic(), new Offsets(consumed, offsets.end()));
        return new InputPosition(asOf, changed, current);
    }

    private Offsets offsets(TopicPartition partition) {
        if (partition.partition() >= partitions(partition.topic())) {
            throw new IllegalArgumentException(partition + " is no input");
        }
        return Objects.requireNonNull(topics.get(partition.topic()));
    }

    /** Whether the offsets are the same, whenever they were measured, and both are current or neither. */
    public boolean isAt(InputPosition other) {
        return current == other.current && topics.equals(other.topics);
    }

    static InputPosition of(Instant asOf, Map<String, Offsets> topics) {
        return new InputPosition(asOf, new TreeMap<>(topics));
    }

    /**
     * Offsets of one topic, in the order of its partitions.
     *
     * @param consumed first offset of each partition that is not consumed and committed
     * @param end end of each partition, measured after {@code consumed}
     */
    public record Offsets(List<Long> consumed, List<Long> end) {

        /** @throws IllegalArgumentException if the lists are of different lengths */
        public Offsets {
            consumed = List.copyOf(consumed);
            end = List.copyOf(end);
            if (consumed.size() != end.size()) {
                throw new IllegalArgumentException(
                        "There are %d consumed offsets and %d ends".formatted(consumed.size(), end.size()));
            }
        }

        long lag() {
            long lag = 0;
            for (int partition = 0; partition < end.size(); partition++) {
                lag += Math.max(0, end.get(partition) - consumed.get(partition));
            }
            return lag;
        }
    }
}
