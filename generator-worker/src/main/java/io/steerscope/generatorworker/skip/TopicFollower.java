package io.steerscope.generatorworker.skip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.stage.UnusableModelException;

/**
 * Follows a compacted topic, in a thread and with a consumer of its own that belongs to no group.
 *
 * <p>While the cluster is away, what was known last holds. Missing rights, and a record that a newer release wrote, end
 * the worker instead: it would go on making images that nobody wants.
 */
final class TopicFollower {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_AT_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration CREATION_PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final String what;
    private final Supplier<Consumer<byte[], byte[]>> opener;
    private final FollowedRecords records;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable Consumer<byte[], byte[]> open;
    private final CountDownLatch closing = new CountDownLatch(1);

    private TopicFollower(
            String topic, String what, Supplier<Consumer<byte[], byte[]>> opener, FollowedRecords records) {
        this.topic = topic;
        this.what = what;
        this.opener = opener;
        this.records = records;
        this.thread = DaemonThreads.of(what.replace(' ', '-'), this::run);
    }

    /**
     * Begins to read.
     *
     * @param what what the topic holds, in words, such as "orders to cancel"
     * @param opener opens a consumer that reads committed records and joins no group
     * @param records used by the thread of the follower
     */
    static TopicFollower start(
            String topic, String what, Supplier<Consumer<byte[], byte[]>> opener, FollowedRecords records) {
        TopicFollower follower = new TopicFollower(topic, what, opener, records);
        follower.thread.start();
        return follower;
    }

    /**
     * Waits until everything that was there at the start is known.
     *
     * @throws KafkaException if they cannot be read, or not within {@code patience}; its message is one line
     */
    void awaitKnown(Duration patience) {
        boolean isSettled;
        try {
            isSettled = settled.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        RuntimeException cause = failure;
        if (cause != null) {
            throw new KafkaException(cause.getMessage(), cause);
        }
        if (!isSettled) {
            throw new TimeoutException(
                    "the " + what + " in " + topic + " could not be read in " + patience.toSeconds() + " s");
        }
    }

    /** @throws UnusableModelException if the topic can no longer be followed, so that the worker must stop */
    void requireFollowing() {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new UnusableModelException(cause.getMessage(), cause);
        }
    }

    /** Ends the thread. */
    void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosing()) {
                attempt();
            }
        } catch (InterruptedException | WakeupException | InterruptException e) {
            LOG.atDebug().addKeyValue("topic", topic).log("The topic is no longer followed");
        } catch (RuntimeException e) {
            failure = new KafkaException("cannot follow the " + what + ": " + FailureLine.of(e), e);
            LOG.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("error", FailureLine.of(e))
                    .log("The topic cannot be followed");
        } finally {
            settled.countDown();
        }
    }

    /** A consumer that cannot even be opened the first time has a wrong configuration. */
    private boolean isFinal(KafkaException e) {
        return FailureLine.find(e, AuthorizationException.class) != null
                || FailureLine.find(e, AuthenticationException.class) != null
                || FailureLine.find(e, NewerSchemaException.class) != null
                || open == null && settled.getCount() > 0;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause(Duration duration) throws InterruptedException {
        if (!closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.atTrace().addKeyValue("topic", topic).log("Trying again");
        }
    }

    /** Reads from the beginning and follows until something goes wrong that may pass. */
    private void attempt() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = opener.get()) {
            open = consumer;
            follow(consumer);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            if (isFinal(e)) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("error", FailureLine.of(e))
                    .log("The topic cannot be read; what was known last holds");
            pause(RETRY_DELAY);
        } finally {
            open = null;
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        records.restart();
        long looked = System.nanoTime();
        boolean isRead = false;
        while (!isClosing()) {
            boolean changed = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                changed |= records.take(record);
            }
            if (!isRead && isReadTo(ends, consumer)) {
                isRead = true;
                changed = true;
            }
            if (isRead && changed) {
                records.publish();
                settled.countDown();
            }
            if (System.nanoTime() - looked > LOOK_AT_PARTITIONS.toNanos()) {
                looked = System.nanoTime();
                if (consumer.partitionsFor(topic).size() > partitions.size()) {
                    return;
                }
            }
        }
    }

    private static boolean isReadTo(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** A topic that has just been created may be unknown to a broker for a moment. */
    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        long deadline = System.nanoTime() + CREATION_PATIENCE.toNanos();
        while (true) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            if (!partitions.isEmpty() || isClosing()) {
                return partitions;
            }
            if (System.nanoTime() > deadline) {
                throw missing();
            }
            pause(POLL);
        }
    }

    /** The topic was never there: final; it has been there before: it may come back. */
    private RuntimeException missing() {
        String line = "topic " + topic + " does not exist: run steerscope topics apply";
        return settled.getCount() > 0 ? new IllegalStateException(line) : new KafkaException(line);
    }
}
