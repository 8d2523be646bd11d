package io.steerscope.schemas.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.client.ClientProperties;

/**
 * A consumer that goes on behind a record that cannot be read: in its place it gives one without key, value and time,
 * whose headers hold an {@link UnreadableMark}.
 *
 * <p>A poll that fails says at most in words where, and takes with it what it has read before. So this consumer keeps
 * where the next poll of each partition begins, and has the record found from there by consumers of no group.
 */
public final class PersistentConsumer extends KafkaConsumer<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(PersistentConsumer.class);
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);
    private static final int COINCIDENCES = 3;

    /** An offset that no record has, yet not so large that a sum could overflow. */
    private static final long FAR_ASIDE = 1L << 60;

    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final UnreadableRecords unreadable;
    private final boolean hasGroup;
    private int coincidences;

    /** @param configuration complete but for the deserializers */
    public PersistentConsumer(Map<String, Object> configuration) {
        super(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.hasGroup = configuration.get(ConsumerConfig.GROUP_ID_CONFIG) != null;
        this.unreadable = new UnreadableRecords(
                () -> scout(configuration),
                Integer.parseInt(String.valueOf(configuration.getOrDefault(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, ConsumerConfig.DEFAULT_MAX_POLL_RECORDS))));
    }

    /**
     * Opens a consumer of no group, which is given its partitions by {@link #assign}, commits nothing and creates no
     * topic.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     */
    public static PersistentConsumer ofNoGroup(Map<String, ?> clientProperties, IsolationLevel isolation) {
        return new PersistentConsumer(ClientProperties.consumerOfNoGroup(clientProperties, isolation));
    }

    private static Consumer<byte[], byte[]> scout(Map<String, Object> configuration) {
        Map<String, Object> properties =
                ClientProperties.withoutGroup(ClientProperties.known(configuration, ConsumerConfig.configNames()));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.computeIfPresent(ConsumerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-scout");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        noteNext();
        try {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
            if (!records.isEmpty()) {
                coincidences = 0;
            }
            return records;
        } catch (KafkaException e) {
            return goOn(e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return goOn(e);
        }
    }

    /** Notes where reading begins in partitions that have been assigned since. */
    private void noteNext() {
        for (TopicPartition partition : assignment()) {
            if (!next.containsKey(partition)) {
                try {
                    next.put(partition, position(partition, Duration.ZERO));
                } catch (KafkaException e) {
                    LOG.atTrace().addKeyValue("partition", partition).log("its position is not known yet");
                }
            }
        }
    }

    private <E extends Throwable> ConsumerRecords<byte[], byte[]> goOn(E failure) throws E {
        if (!UnreadableRecords.mayCause(failure)) {
            throw failure;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        UnreadableRecords.Finding finding = unreadable.find(readAnew(records));
        if (finding == null) {
            coincidences++;
            if (coincidences >= COINCIDENCES) {
                throw failure;
            }
        } else {
            coincidences = 0;
            TopicPartition partition = finding.partition();
            LOG.atWarn()
                    .addKeyValue("topic", partition.topic())
                    .addKeyValue("partition", partition.partition())
                    .addKeyValue("offset", finding.offset())
                    .addKeyValue("reason", finding.line())
                    .log("a record cannot be read, going on behind it");
            List<ConsumerRecord<byte[], byte[]>> ofPartition = new ArrayList<>(finding.before());
            ofPartition.add(UnreadableMark.standIn(finding));
            records.put(partition, ofPartition);
            seek(partition, finding.offset() + 1);
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        records.keySet()
                .forEach(partition ->
                        offsets.put(partition, new OffsetAndMetadata(Objects.requireNonNull(next.get(partition)))));
        return new ConsumerRecords<>(records, offsets);
    }

    /**
     * Takes the consumer back to behind the last record that it gave. An error leaves it in the midst of a record, and
     * it drops what it has fetched only where that is not at its position, hence the step aside.
     *
     * @param records takes what is read in doing so, of partitions that have just been assigned
     * @return where the partitions that are read at present begin
     */
    private Map<TopicPartition, Long> readAnew(Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records) {
        Set<TopicPartition> flowing = new HashSet<>(assignment());
        flowing.removeAll(paused());
        Set<TopicPartition> fresh = new HashSet<>(flowing);
        fresh.removeAll(next.keySet());
        next.putAll(firstOffsets(fresh));
        flowing.forEach(partition -> super.seek(partition, FAR_ASIDE));
        ConsumerRecords<byte[], byte[]> others = super.poll(Duration.ZERO);
        others.partitions().forEach(partition -> records.put(partition, others.records(partition)));
        others.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
        Map<TopicPartition, Long> positions = new HashMap<>(next);
        positions.keySet().retainAll(flowing);
        positions.keySet().removeAll(others.partitions());
        positions.forEach(super::seek);
        return positions;
    }

    private Map<TopicPartition, Long> firstOffsets(Set<TopicPartition> fresh) {
        Map<TopicPartition, Long> first = new HashMap<>();
        if (!fresh.isEmpty()) {
            first.putAll(beginningOffsets(fresh, ASK_TIMEOUT));
            if (hasGroup) {
                committed(fresh, ASK_TIMEOUT).forEach((partition, committed) -> {
                    if (committed != null) {
                        first.merge(partition, committed.offset(), Math::max);
                    }
                });
            }
        }
        return first;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        next.put(partition, offset);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        super.seek(partition, offset);
        next.put(partition, offset.offset());
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        super.seekToBeginning(partitions);
        partitions.forEach(next::remove);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        super.seekToEnd(partitions);
        partitions.forEach(next::remove);
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        next.keySet().retainAll(partitions);
    }

    @Override
    public void unsubscribe() {
        super.unsubscribe();
        next.clear();
    }

    @Override
    public void subscribe(Collection<String> topics) {
        subscribe(topics, new NoListener());
    }

    @Override
    public void subscribe(Pattern pattern) {
        subscribe(pattern, new NoListener());
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new Forgetting(listener));
    }

    @Override
    public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
        super.subscribe(pattern, new Forgetting(listener));
    }

    private static final class NoListener implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nobody asked to be told.
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Nobody asked to be told.
        }
    }

    /** Forgets positions of partitions that go or come: another consumer may have read on. */
    private final class Forgetting implements ConsumerRebalanceListener {

        private final ConsumerRebalanceListener listener;

        Forgetting(ConsumerRebalanceListener listener) {
            this.listener = listener;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(next::remove);
            listener.onPartitionsRevoked(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(next::remove);
            listener.onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(next::remove);
            listener.onPartitionsAssigned(partitions);
        }
    }
}
