package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.loop.Task.Preparation;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.Subject;

/**
 * The model thread: takes tasks in the order of their offsets, cuts batches by size and by maximum delay, runs the
 * model, and hands over one result for every task, or none where its lease has ended. Every task comes out exactly
 * once, in order.
 */
final class BatchLoop<I, P, O> implements Runnable {

    private static final long STOP_CHECK_MILLIS = 50;

    private final StageDefinition<I, P, O> stage;
    private final WorkerSettings settings;
    private final BlockingQueue<Task<P>> inbox;
    private final Consumer<BatchResult> outbox;
    private final DeadLetters deadLetters;
    private final Skips skips;
    private final ProgressRecorder progress;
    private final BatchIsolation<P, O> isolation;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;

    /**
     * A processed batch.
     *
     * @param results the results to commit, in the order of their offsets
     * @param abandoned how many tasks were dropped because their lease had ended
     */
    record BatchResult(List<TaskResult> results, int abandoned) {}

    BatchLoop(
            StageDefinition<I, P, O> stage,
            WorkerSettings settings,
            BlockingQueue<Task<P>> inbox,
            Consumer<BatchResult> outbox,
            DeadLetters deadLetters,
            ProgressRecorder progress) {
        this.stage = stage;
        this.settings = settings;
        this.inbox = inbox;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.skips = new Skips(stage);
        this.progress = progress;
        this.isolation = new BatchIsolation<>(stage.processor(), settings.retries(), settings.failureLimit());
    }

    /** The failure that ended the loop, or null. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    /** Ends the loop after the batch at hand. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                List<Task<P>> batch = nextBatch();
                if (!batch.isEmpty()) {
                    outbox.accept(settle(batch));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            failure.set(e.getCause());
        } catch (Throwable e) {
            failure.set(e);
        } finally {
            stage.processor().close();
        }
    }

    private List<Task<P>> nextBatch() throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        try {
            return awaitBatch();
        } finally {
            progress.waitNanos.add(System.nanoTime() - start);
        }
    }

    private List<Task<P>> awaitBatch() throws InterruptedException, ExecutionException {
        List<Task<P>> batch = new ArrayList<>();
        Task<P> task = inbox.poll(STOP_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        long deadline = System.nanoTime() + settings.maxDelay().toNanos();
        int ready = 0;
        while (task != null) {
            batch.add(task);
            ready += isReady(task) ? 1 : 0;
            if (ready == settings.batchSize() || batch.size() >= settings.queueBound()) {
                break;
            }
            task = inbox.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return batch;
    }

    private boolean isReady(Task<P> task) throws InterruptedException, ExecutionException {
        return !task.lease().hasEnded() && task.preparation().get() instanceof Preparation.Ready<P>;
    }

    private BatchResult settle(List<Task<P>> batch) throws InterruptedException, ExecutionException {
        List<Task<P>> kept =
                batch.stream().filter(task -> !task.lease().hasEnded()).toList();
        List<P> inputs = new ArrayList<>();
        for (Task<P> task : kept) {
            if (task.preparation().get() instanceof Preparation.Ready<P> ready) {
                inputs.add(ready.input());
            }
        }
        List<Outcome<O>> outcomes = inputs.isEmpty() ? List.of() : timed(inputs);
        List<TaskResult> results = new ArrayList<>(kept.size());
        int next = 0;
        for (Task<P> task : kept) {
            Preparation<P> preparation = task.preparation().get();
            if (preparation instanceof Preparation.Refused<P> refused) {
                results.add(rejected(task, refused.subject(), refused.kind(), refused.message()));
            } else {
                results.add(result(task, preparation.subject(), outcomes.get(next++)));
            }
        }
        return new BatchResult(results, batch.size() - kept.size());
    }

    private List<Outcome<O>> timed(List<P> inputs) throws InterruptedException {
        long start = System.nanoTime();
        try {
            return isolation.process(inputs);
        } finally {
            progress.processNanos.add(System.nanoTime() - start);
            progress.batches.increment();
        }
    }

    private TaskResult result(Task<P> task, Subject subject, Outcome<O> outcome) {
        if (outcome instanceof Outcome.Reject<O> reject) {
            return rejected(task, subject, reject.kind(), reject.message());
        }
        if (outcome instanceof Outcome.Skip<O> skip) {
            return skips.result(task, subject, skip);
        }
        Outcome.Emit<O> emit = (Outcome.Emit<O>) outcome;
        byte[] key = emit.key().getBytes(StandardCharsets.UTF_8);
        try {
            List<ProducerRecord<byte[], byte[]>> outputs = stage.outputs().stream()
                    .map(output -> new ProducerRecord<>(
                            output.topic(), key, output.serializer().serialize(output.topic(), emit.value())))
                    .toList();
            return new TaskResult(task.record(), task.lease(), subject, outputs, TaskResult.Kind.EMITTED);
        } catch (SerializationException e) {
            return rejected(task, subject, FailureKind.PROCESSING_ERROR, FailureLine.of(e));
        }
    }

    private TaskResult rejected(Task<P> task, Subject subject, FailureKind kind, String message) {
        ProducerRecord<byte[], byte[]> letter = deadLetters.of(task.record(), subject, kind, message);
        return new TaskResult(task.record(), task.lease(), subject, List.of(letter), TaskResult.Kind.DEAD_LETTER);
    }
}
