package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.consumer.HeapFailure;
import io.steerscope.schemas.consumer.UnreadableRecords;
import io.steerscope.schemas.text.FailureLine;

/**
 * Polls of the input topic that outlive what a poll may throw: a cluster that does not answer or refuses for a while, a
 * record that cannot be read. Used by the poll thread alone.
 */
final class InputPolls {

    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int COINCIDENCES = 3;

    /** An offset that no record has, yet not so large that a sum could overflow. */
    private static final long FAR_ASIDE = 1L << 60;

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final UnreadableRecords unreadable;
    private final Receiver receiver;
    private final Attempts attempts;
    private String topic = "";
    private long lastFailureNanos;
    private int coincidences;
    private boolean mustAskAnew;

    /** Takes what is polled. */
    interface Receiver {

        void accept(ConsumerRecord<byte[], byte[]> record);

        void acceptUnread(UnreadableRecords.Finding finding);
    }

    InputPolls(
            WorkerSettings settings,
            Consumer<byte[], byte[]> consumer,
            Assignment assignment,
            UnreadableRecords unreadable,
            Receiver receiver) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.unreadable = unreadable;
        this.receiver = receiver;
        this.attempts = new Attempts(settings.failures().retries(), null);
    }

    void subscribe(String inputTopic) {
        topic = inputTopic;
        consumer.subscribe(List.of(inputTopic), assignment);
    }

    /** Why the topic cannot be read at present, or null if it can. Called from any thread. */
    @Nullable
    String trouble() {
        return attempts.trouble();
    }

    /**
     * Polls once, and hands on the records.
     *
     * @throws WorkerFailedException if no later poll can succeed
     */
    void poll(Duration timeout) {
        if (!attempts.mayTry()) {
            LockSupport.parkNanos(timeout.toNanos());
            return;
        }
        ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
        try {
            subscribeAnewAfterFailure();
            records = consumer.poll(timeout);
        } catch (KafkaException e) {
            failed(e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            if (!HeapFailure.isOfARecord(e)) {
                throw e;
            }
            skipUnreadable(e);
        }
        if (!records.isEmpty()) {
            coincidences = 0;
        }
        if (!records.isEmpty() || System.nanoTime() - lastFailureNanos > QUIET_NANOS) {
            attempts.succeeded();
        }
        records.forEach(receiver::accept);
    }

    /** A consumer without partitions that was refused asks again only after minutes, unless its subscription is new. */
    private void subscribeAnewAfterFailure() {
        if (mustAskAnew) {
            mustAskAnew = false;
            if (consumer.assignment().isEmpty()) {
                consumer.unsubscribe();
                subscribe(topic);
            }
        }
    }

    private void failed(KafkaException failure) {
        lastFailureNanos = System.nanoTime();
        mustAskAnew = true;
        WorkerFailedException ofCallback = FailureLine.find(failure, WorkerFailedException.class);
        if (ofCallback != null) {
            throw ofCallback;
        }
        if (FailureLine.find(failure, FencedInstanceIdException.class) != null) {
            throw new WorkerFailedException(
                    "another running worker uses the same group.instance.id; give each worker its own", failure);
        }
        String event = "The input topic cannot be read";
        String refusal = Refusal.READING.line(failure);
        if (refusal != null) {
            attempts.refused(event, refusal, failure);
        } else if (UnreadableRecords.mayCause(failure)) {
            skipUnreadable(failure);
        } else if (failure instanceof RetriableException) {
            attempts.failed(event, FailureLine.of(failure));
        } else {
            throw failure;
        }
    }

    /**
     * Goes on behind the record that makes polls fail, or tries once more if there is none, since the heap may have
     * been short for a moment.
     */
    private <E extends Throwable> void skipUnreadable(E failure) throws E {
        Map<TopicPartition, Long> positions = readAnew();
        UnreadableRecords.Finding finding = unreadable.find(positions);
        if (finding == null) {
            coincidences++;
            if (coincidences >= COINCIDENCES) {
                throw failure;
            }
            return;
        }
        coincidences = 0;
        finding.before().forEach(receiver::accept);
        receiver.acceptUnread(finding);
        consumer.seek(finding.partition(), finding.offset() + 1);
    }

    /**
     * Takes the consumer back to behind the last record that it handed over. An error takes with it what a poll has
     * read before, of all partitions, and leaves the consumer in the midst of a record; it drops what it has fetched
     * only where that is not at its position, hence the step aside.
     *
     * @return the positions of the partitions that are read at present
     */
    private Map<TopicPartition, Long> readAnew() {
        Set<TopicPartition> flowing = new HashSet<>(consumer.assignment());
        flowing.removeAll(consumer.paused());
        Map<TopicPartition, Long> positions = new HashMap<>();
        Map<TopicPartition, PartitionLease> leases = new HashMap<>();
        for (TopicPartition partition : flowing) {
            PartitionLease lease = assignment.lease(partition);
            leases.put(partition, lease);
            positions.put(partition, lease.nextOffset());
        }
        positions.putAll(firstOffsets(positions));
        flowing.forEach(partition -> consumer.seek(partition, FAR_ASIDE));
        ConsumerRecords<byte[], byte[]> others = consumer.poll(Duration.ZERO);
        positions.keySet().removeIf(partition -> !assignment.isUnder(Objects.requireNonNull(leases.get(partition))));
        positions.forEach(consumer::seek);
        others.forEach(receiver::accept);
        return positions;
    }

    /** Where reading began in the partitions of which no record was handed over yet. */
    private Map<TopicPartition, Long> firstOffsets(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> first = new HashMap<>();
        Set<TopicPartition> fresh = new HashSet<>();
        positions.forEach((partition, offset) -> {
            if (offset < 0) {
                fresh.add(partition);
            }
        });
        if (!fresh.isEmpty()) {
            first.putAll(consumer.beginningOffsets(fresh, ASK_TIMEOUT));
            consumer.committed(fresh, ASK_TIMEOUT).forEach((partition, committed) -> {
                if (committed != null) {
                    first.merge(partition, committed.offset(), Math::max);
                }
            });
        }
        return first;
    }
}
