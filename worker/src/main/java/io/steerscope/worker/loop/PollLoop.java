package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.consumer.UnreadableRecords;

/**
 * The poll thread's loop: poll, hand on, commit; never waits for the model.
 *
 * <p>While as many records are in memory as the queue bound allows, its partitions are paused, and a poll only keeps
 * the member in its group.
 */
final class PollLoop<I, P> implements InputPolls.Receiver {

    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(10);
    private static final long LAG_INTERVAL_NANOS = Duration.ofMillis(500).toNanos();

    private final WorkerSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final CommitQueue commits;
    private final Preparer<I, P> preparer;
    private final Queue<Task<P>> inbox;
    private final ProgressRecorder progress;
    private final InputPolls input;
    private final TakingOrder order = new TakingOrder();
    private final @Nullable BoundWatch bound;
    private final IdleOffsets idle;
    private long nextLagNanos = System.nanoTime();
    private volatile long lastPollNanos = System.nanoTime();

    PollLoop(
            WorkerSettings settings,
            Consumer<byte[], byte[]> consumer,
            UnreadableRecords unreadable,
            CommitQueue commits,
            Preparer<I, P> preparer,
            Queue<Task<P>> inbox,
            ProgressRecorder progress) {
        this.settings = settings;
        this.consumer = consumer;
        this.commits = commits;
        this.preparer = preparer;
        this.inbox = inbox;
        this.progress = progress;
        this.assignment = new Assignment(commits, progress);
        this.input = new InputPolls(settings, consumer, assignment, unreadable, this);
        this.idle = new IdleOffsets(consumer, commits);
        this.bound = settings.stopAt() == null ? null : new BoundWatch(settings.stopAt(), consumer, commits);
    }

    /** Joins the group. */
    void subscribe(String topic) {
        input.subscribe(topic);
    }

    /** How long ago the last poll ended. Called from any thread. */
    Duration sinceLastPoll() {
        return Duration.ofNanos(System.nanoTime() - lastPollNanos);
    }

    /** Why the input cannot be read at present, or null if it can. Called from any thread. */
    @Nullable
    String trouble() {
        return input.trouble();
    }

    /** Polls once, hands new records on, and commits what is finished. Returns whether the bound is reached. */
    boolean turn() {
        pauseAsNeeded(progress.moving() >= settings.queueBound() || commits.trouble() != null);
        poll();
        commits.settle();
        measureLag();
        boolean nothingInFlight = progress.inFlight.get() == 0;
        if (bound != null) {
            return bound.isReached(assignment.partitions(), nothingInFlight);
        }
        idle.turn(assignment.partitions(), nothingInFlight && input.trouble() == null);
        return false;
    }

    /** Polls once without taking records, and commits what is finished. */
    void drainingTurn() {
        pauseAsNeeded(true);
        poll();
        commits.settle();
    }

    /** Gives up whatever is not committed. */
    void abandon() {
        assignment.endAll();
        for (Task<P> task = inbox.poll(); task != null; task = inbox.poll()) {
            progress.inFlight.decrementAndGet();
            progress.abandoned.increment();
        }
        commits.abandonAll();
    }

    private void poll() {
        long before = progress.received.sum();
        long start = System.nanoTime();
        input.poll(progress.moving() > 0 ? BUSY_POLL : IDLE_POLL);
        lastPollNanos = System.nanoTime();
        if (progress.received.sum() > before) {
            progress.read.addNanos(lastPollNanos - start);
        }
    }

    private void pauseAsNeeded(boolean all) {
        Set<TopicPartition> assigned = consumer.assignment();
        if (assigned.isEmpty()) {
            return;
        }
        Set<TopicPartition> paused = new HashSet<>();
        if (all) {
            paused.addAll(assigned);
        } else {
            if (bound != null) {
                paused.addAll(bound.exhausted(assigned));
            }
            Set<TopicPartition> flowing = new HashSet<>(assigned);
            flowing.removeAll(paused);
            paused.addAll(order.waiting(flowing, consumer::currentLag));
        }
        if (!consumer.paused().equals(paused)) {
            Set<TopicPartition> resumed = new HashSet<>(assigned);
            resumed.removeAll(paused);
            consumer.pause(paused);
            consumer.resume(resumed);
        }
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        PartitionLease lease = assignment.lease(partition);
        lease.took(record.offset());
        order.took(record);
        if (isWanted(partition, record.offset())) {
            add(preparer.submit(record, lease));
        }
    }

    @Override
    public void acceptUnread(UnreadableRecords.Finding finding) {
        PartitionLease lease = assignment.lease(finding.partition());
        lease.took(finding.offset());
        if (isWanted(finding.partition(), finding.offset())) {
            add(Task.unread(finding, lease));
        }
    }

    private boolean isWanted(TopicPartition partition, long offset) {
        return bound == null || bound.admits(partition, offset);
    }

    private void add(Task<P> task) {
        progress.received.increment();
        progress.inFlight.incrementAndGet();
        inbox.add(task);
    }

    private void measureLag() {
        if (System.nanoTime() - nextLagNanos < 0) {
            return;
        }
        nextLagNanos = System.nanoTime() + LAG_INTERVAL_NANOS;
        long sum = 0;
        for (TopicPartition partition : assignment.partitions()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isEmpty()) {
                return;
            }
            sum += lag.getAsLong();
        }
        progress.lag = sum;
    }
}
