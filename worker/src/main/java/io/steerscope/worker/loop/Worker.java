package io.steerscope.worker.loop;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.consumer.UnreadableRecords;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.client.ClientConfiguration;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.loop.ProgressRecorder.Activity;
import io.steerscope.worker.stage.StageDefinition;

/**
 * Runs a stage on Kafka, exactly once: every input record gives one output record or one dead letter in the eyes of a
 * {@code read_committed} reader, whatever crashes in between. The guarantees and their limits are listed in
 * {@code docs/guarantees.md}.
 *
 * <p>All methods may be called from any thread.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final WorkerState CREATED = new WorkerState.Created();
    private static final WorkerState RUNNING = new WorkerState.Running();
    private static final Duration LATE = Duration.ofSeconds(45);
    private static final Duration STALLED = Duration.ofMinutes(3);
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(5);

    private final StageDefinition<?, ?, ?> stage;
    private final WorkerSettings settings;
    private final ProgressRecorder progress = new ProgressRecorder();
    private final AtomicReference<WorkerState> state = new AtomicReference<>(CREATED);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean stopRequested;
    private volatile @Nullable CommitQueue commits;
    private volatile @Nullable PollLoop<?, ?> pollLoop;
    private volatile @Nullable ClusterWatch clusterWatch;

    private <I, P, O> Worker(StageDefinition<I, P, O> stage, WorkerSettings settings, KafkaClients clients) {
        this.stage = stage;
        this.settings = settings;
        this.thread = WorkerThreads.daemon(stage, "poll", () -> run(stage, clients));
    }

    /** A worker for {@code stage} that is yet to be started. */
    public static <I, P, O> Worker create(
            StageDefinition<I, P, O> stage, WorkerSettings settings, KafkaClients clients) {
        return new Worker(stage, settings, clients);
    }

    /**
     * Joins the group and begins to work; returns at once.
     *
     * @throws IllegalStateException if the worker was started or closed before
     */
    public void start() {
        if (!state.compareAndSet(CREATED, RUNNING)) {
            throw new IllegalStateException("worker cannot be started, it is " + state.get());
        }
        thread.start();
    }

    /** Waits until the worker has stopped or failed. */
    public void awaitStop() throws InterruptedException {
        ended.await();
    }

    /** Waits until the worker has stopped or failed; returns false if it has not within {@code timeout}. */
    public boolean awaitStop(Duration timeout) throws InterruptedException {
        return ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Where the worker is in its life. */
    public WorkerState state() {
        return Objects.requireNonNull(state.get());
    }

    /** The failure that ended the worker, if one did. */
    public Optional<Throwable> failure() {
        return state.get() instanceof WorkerState.Failed failed ? Optional.of(failed.cause()) : Optional.empty();
    }

    /** What the worker has done so far. */
    public WorkerProgress progress() {
        return progress.snapshot();
    }

    /** How its work was distributed so far. */
    public WorkerDistributions distributions() {
        return progress.distributions();
    }

    /** The most records that go through the model at once. */
    public int batchSize() {
        return settings.batchSize();
    }

    /** The most records in memory. */
    public int queueBound() {
        return settings.queueBound();
    }

    /** Whether the cluster answers and has the topics of the stage, as far as is known. */
    public boolean isClusterAvailable() {
        ClusterWatch watch = clusterWatch;
        return watch == null || watch.trouble() == null;
    }

    /** Name of the stage, with the scorer's id if it has one, such as {@code scorer-toy-clip}. */
    public String name() {
        return stage.scorerId() == null ? stage.name() : stage.name() + "-" + stage.scorerId();
    }

    /** Whether the worker is live and doing its work. */
    public Health check() {
        WorkerState now = state();
        if (now instanceof WorkerState.Failed failed) {
            return new Health(false, false, FailureLine.of(failed.cause()));
        }
        PollLoop<?, ?> loop = pollLoop;
        CommitQueue queue = commits;
        ClusterWatch watch = clusterWatch;
        if (!(now instanceof WorkerState.Running) || loop == null || queue == null || watch == null) {
            return new Health(true, false, now.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
        Activity activity = progress.activity();
        if (activity != null && settings.times().isOverBatch(activity.elapsed())) {
            return new Health(
                    false,
                    false,
                    "%s for %d s, longer than the limit of %d s"
                            .formatted(
                                    activity.line(),
                                    activity.elapsed().toSeconds(),
                                    settings.times().batch().toSeconds()));
        }
        Duration silence = loop.sinceLastPoll();
        if (silence.compareTo(LATE) > 0) {
            boolean mayRecover = silence.compareTo(STALLED) <= 0;
            return new Health(mayRecover, false, "no poll for " + silence.toSeconds() + " s");
        }
        return Stream.of(watch.trouble(), loop.trouble(), queue.trouble())
                .filter(Objects::nonNull)
                .findFirst()
                .map(trouble -> new Health(true, false, trouble))
                .orElse(new Health(true, true, "running"));
    }

    /**
     * Asks the worker to stop, without waiting: it finishes and commits the batch at hand, abandons what it has not
     * begun, and leaves its group.
     */
    public void requestStop() {
        stopRequested = true;
        state.compareAndSet(RUNNING, new WorkerState.Stopping());
    }

    /** Stops the worker and waits until it has ended. What it did not commit is left to its successor. */
    @Override
    public void close() {
        if (state.compareAndSet(CREATED, new WorkerState.Stopped(false))) {
            stage.processor().close();
            ended.countDown();
            return;
        }
        requestStop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <I, P, O> void run(StageDefinition<I, P, O> typedStage, KafkaClients clients) {
        try {
            boolean boundReached = runLoops(typedStage, clients);
            state.set(new WorkerState.Stopped(boundReached));
            LOG.atInfo().addKeyValue("worker", name()).log("Worker stopped");
        } catch (Throwable failure) {
            state.set(new WorkerState.Failed(failure));
            LOG.atError()
                    .addKeyValue("worker", name())
                    .addKeyValue("error", FailureLine.of(failure))
                    .log("Worker failed");
            LOG.atDebug().setCause(failure).log("Cause of the failure");
        } finally {
            ended.countDown();
        }
    }

    private <I, P, O> boolean runLoops(StageDefinition<I, P, O> typedStage, KafkaClients clients) throws Throwable {
        BlockingQueue<Task<P>> inbox = new LinkedBlockingQueue<>();
        ReadWriteLock heap = new ReentrantReadWriteLock(true);
        DeadLetters deadLetters = new DeadLetters(typedStage, Clock.systemUTC());
        OutputTransaction transaction = openTransaction(clients);
        Consumer<byte[], byte[]> consumer = openConsumer(typedStage, clients);
        Preparer<I, P> preparer = new Preparer<>(typedStage, settings, heap, progress);
        CommitQueue queue = new CommitQueue(consumer, transaction, deadLetters, settings, progress);
        BatchLoop<I, P, O> batches =
                new BatchLoop<>(typedStage, settings, inbox, queue::add, deadLetters, heap.writeLock(), progress);
        PollLoop<I, P> loop = new PollLoop<>(settings, consumer, unreadable(clients), queue, preparer, inbox, progress);
        ClusterWatch cluster = new ClusterWatch(
                typedStage, () -> clients.openProbe(ClientConfiguration.probe(settings.clientProperties())));
        Thread model = WorkerThreads.daemon(typedStage, "model", batches);
        Thread watch = WorkerThreads.daemon(typedStage, "watch", cluster);
        commits = queue;
        pollLoop = loop;
        clusterWatch = cluster;
        model.start();
        watch.start();
        try {
            loop.subscribe(typedStage.inputTopic());
            boolean boundReached = turnUntilStopped(loop, batches, queue);
            drain(loop, batches, model, queue);
            return boundReached;
        } finally {
            watch.interrupt();
            batches.stop();
            loop.abandon();
            preparer.close();
            model.interrupt();
            close(consumer, transaction);
            model.join(LEAVE_TIMEOUT.toMillis());
        }
    }

    private OutputTransaction openTransaction(KafkaClients clients) {
        Duration timeout = ClientConfiguration.transactionTimeout(
                settings.clientProperties(), settings.times().transaction());
        return new OutputTransaction(
                () -> clients.openProducer(
                        ClientConfiguration.producer(settings.clientProperties(), settings.transactionalId(), timeout)),
                timeout);
    }

    private UnreadableRecords unreadable(KafkaClients clients) {
        return new UnreadableRecords(
                () -> clients.openConsumer(ClientConfiguration.scout(settings.clientProperties(), settings.groupId())),
                settings.batchSize());
    }

    private Consumer<byte[], byte[]> openConsumer(StageDefinition<?, ?, ?> typedStage, KafkaClients clients) {
        try {
            return clients.openConsumer(ClientConfiguration.consumer(
                    settings.clientProperties(), settings.groupId(), settings.batchSize()));
        } catch (RuntimeException e) {
            typedStage.processor().close();
            throw e;
        }
    }

    private boolean turnUntilStopped(PollLoop<?, ?> loop, BatchLoop<?, ?, ?> batches, CommitQueue queue)
            throws Throwable {
        while (!stopRequested) {
            if (loop.turn()) {
                return true;
            }
            rethrow(batches, queue);
        }
        return false;
    }

    private void drain(PollLoop<?, ?> loop, BatchLoop<?, ?, ?> batches, Thread model, CommitQueue queue)
            throws Throwable {
        batches.stop();
        long deadline = System.nanoTime() + settings.times().shutdown().toNanos();
        while ((model.isAlive() || !queue.isEmpty()) && System.nanoTime() - deadline < 0) {
            loop.drainingTurn();
            rethrow(batches, queue);
        }
    }

    private static void close(Consumer<byte[], byte[]> consumer, OutputTransaction transaction) {
        try (transaction) {
            consumer.close(CloseOptions.timeout(LEAVE_TIMEOUT));
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("error", FailureLine.of(e)).log("Clients did not close in order");
        }
    }

    /** Throws what ended the model thread, if anything did, after what it had finished before is committed. */
    private static void rethrow(BatchLoop<?, ?, ?> batches, CommitQueue queue) throws Throwable {
        Throwable failure = batches.failure();
        if (failure == null) {
            return;
        }
        try {
            queue.settle();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }
}
