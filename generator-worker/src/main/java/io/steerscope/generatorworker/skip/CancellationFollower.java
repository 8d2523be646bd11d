package io.steerscope.generatorworker.skip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
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
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.UnusableModelException;

/**
 * Follows the orders to cancel, in a thread and with a consumer of its own that belongs to no group.
 *
 * <p>While the cluster is away, what was known last holds. Missing rights, and an order that a newer release wrote, end
 * the worker instead: it would go on making images that nobody wants.
 */
public final class CancellationFollower implements UnwantedJobs {

    private static final Logger LOG = LoggerFactory.getLogger(CancellationFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_AT_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration CREATION_PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> opener;
    private final CancellationRecords records;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Thread thread;
    private volatile Map<String, CancelledJobs> known = Map.of();
    private volatile @Nullable RuntimeException failure;
    private volatile @Nullable Consumer<byte[], byte[]> open;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param opener opens a consumer that reads committed records and joins no group */
    private CancellationFollower(String topic, Supplier<Consumer<byte[], byte[]>> opener) {
        this.topic = topic;
        this.opener = opener;
        this.records = new CancellationRecords(topic);
        this.thread = DaemonThreads.of("cancellations", this::run);
    }

    /**
     * Begins to read.
     *
     * @param topic the topic of cancellations
     * @param clientProperties Kafka client properties of the worker
     */
    public static CancellationFollower start(String topic, KafkaClients clients, Map<String, Object> clientProperties) {
        return start(topic, () -> clients.openFollower(FollowerConfiguration.consumer(clientProperties)));
    }

    static CancellationFollower start(String topic, Supplier<Consumer<byte[], byte[]>> opener) {
        CancellationFollower follower = new CancellationFollower(topic, opener);
        follower.thread.start();
        return follower;
    }

    /**
     * Waits until all orders that were there at the start are known.
     *
     * @throws KafkaException if they cannot be read, or not within {@code patience}; its message is one line
     */
    public void awaitKnown(Duration patience) {
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
                    "the orders to cancel in " + topic + " could not be read in " + patience.toSeconds() + " s");
        }
    }

    /** Records of the topic that were no orders, and were left out. */
    public long ignored() {
        return records.ignored();
    }

    @Override
    public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
        RuntimeException cause = failure;
        if (cause != null) {
            throw new UnusableModelException(cause.getMessage(), cause);
        }
        CancelledJobs cancelled = known.get(job.getIdentity().getExperimentId());
        return cancelled != null && cancelled.isCancelled(position.partition(), position.offset())
                ? Optional.of(SkipReason.CANCELLED)
                : Optional.empty();
    }

    @Override
    public void close() {
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
            LOG.atDebug().addKeyValue("topic", topic).log("Orders to cancel are no longer followed");
        } catch (RuntimeException e) {
            failure = new KafkaException("cannot follow the orders to cancel: " + FailureLine.of(e), e);
            LOG.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("error", FailureLine.of(e))
                    .log("Orders are lost");
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
                    .log("Orders to cancel cannot be read; what was known last holds");
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
        Map<String, CancelledJobs> orders = records.none();
        long looked = System.nanoTime();
        boolean isRead = false;
        while (!isClosing()) {
            boolean changed = records.apply(consumer.poll(POLL), orders);
            if (!isRead && isReadTo(ends, consumer)) {
                isRead = true;
                changed = true;
            }
            if (isRead && changed) {
                known = Map.copyOf(orders);
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
