package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.loop.Task.Preparation;
import io.steerscope.worker.loop.TaskResult.Kind;
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

    /** Kinds of failures that the model's surroundings may cause. */
    private static final Set<FailureKind> SUSPECT = EnumSet.of(FailureKind.PROCESSING_ERROR, FailureKind.MISSING_IMAGE);

    private final StageDefinition<I, P, O> stage;
    private final WorkerSettings settings;
    private final BlockingQueue<Task<P>> inbox;
    private final Consumer<BatchResult> outbox;
    private final DeadLetters deadLetters;
    private final Skips skips;
    private final ProgressRecorder progress;
    private final BatchIsolation<P, O> isolation;
    private final FailureRun failures;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private long lastTaskNanos = System.nanoTime();
    private volatile boolean stopping;

    /**
     * A processed batch.
     *
     * @param results the results to commit, in the order of their offsets
     * @param abandoned how many tasks were dropped because their lease had ended
     */
    record BatchResult(List<TaskResult> results, int abandoned) {}

    /**
     * Tasks for one batch.
     *
     * @param broken why the worker cannot go on behind them, or null if it can
     */
    private record Cut<P>(List<Task<P>> tasks, @Nullable Throwable broken) {}

    BatchLoop(
            StageDefinition<I, P, O> stage,
            WorkerSettings settings,
            BlockingQueue<Task<P>> inbox,
            Consumer<BatchResult> outbox,
            DeadLetters deadLetters,
            Lock aloneOnHeap,
            ProgressRecorder progress) {
        this.stage = stage;
        this.settings = settings;
        this.inbox = inbox;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.skips = new Skips(stage);
        this.progress = progress;
        this.isolation = new BatchIsolation<>(stage.processor(), settings.failures(), aloneOnHeap);
        this.failures = new FailureRun(settings.failures());
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
                Cut<P> cut = nextBatch();
                if (cut.broken() == null && cut.tasks().isEmpty()) {
                    giveUpWaiting();
                } else {
                    settle(cut);
                    lastTaskNanos = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failure.set(e);
        } finally {
            outbox.accept(new BatchResult(List.of(), failures.held()));
            stage.processor().close();
        }
    }

    /** Lets failures go that no other record has followed for a while. */
    private void giveUpWaiting() {
        if (failures.held() > 0
                && System.nanoTime() - lastTaskNanos
                        >= settings.failures().hold().toNanos()) {
            List<TaskResult> free = new ArrayList<>();
            failures.release(free);
            handOver(free, 0);
        }
    }

    private Cut<P> nextBatch() throws InterruptedException {
        long start = System.nanoTime();
        try {
            return awaitBatch();
        } finally {
            progress.waitNanos.add(System.nanoTime() - start);
        }
    }

    private Cut<P> awaitBatch() throws InterruptedException {
        List<Task<P>> batch = new ArrayList<>();
        Task<P> task = inbox.poll(STOP_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        long deadline = System.nanoTime() + settings.maxDelay().toNanos();
        int ready = 0;
        while (task != null) {
            try {
                ready += isReady(task) ? 1 : 0;
            } catch (ExecutionException e) {
                return new Cut<>(batch, e.getCause());
            }
            batch.add(task);
            if (ready == settings.batchSize() || batch.size() >= settings.queueBound()) {
                break;
            }
            task = inbox.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return new Cut<>(batch, null);
    }

    private boolean isReady(Task<P> task) throws InterruptedException, ExecutionException {
        if (task.lease().hasEnded()) {
            return false;
        }
        if (task.preparation().isDone()) {
            return task.preparation().get() instanceof Preparation.Ready<P>;
        }
        progress.begin("a record is being prepared");
        try {
            return task.preparation().get() instanceof Preparation.Ready<P>;
        } finally {
            progress.end();
        }
    }

    /** Hands over what the batch led to, as far as it could be processed, before it throws what kept it from more. */
    private void settle(Cut<P> cut) throws Throwable {
        List<Task<P>> kept =
                cut.tasks().stream().filter(task -> !task.lease().hasEnded()).toList();
        List<P> inputs = new ArrayList<>();
        for (Task<P> task : kept) {
            if (task.preparation().get() instanceof Preparation.Ready<P> ready) {
                inputs.add(ready.input());
            }
        }
        List<Outcome<O>> outcomes = new ArrayList<>(inputs.size());
        Throwable broken = cut.broken();
        try {
            run(inputs, outcomes);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            broken = e;
        }
        List<TaskResult> free = new ArrayList<>(kept.size());
        try {
            judge(kept, outcomes, free);
        } catch (WorkerFailedException e) {
            broken = e;
        }
        handOver(free, cut.tasks().size() - kept.size());
        if (broken != null) {
            throw broken;
        }
    }

    private void run(List<P> inputs, List<Outcome<O>> outcomes) throws InterruptedException {
        if (inputs.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        progress.begin("a batch of %d records is in the model".formatted(inputs.size()));
        try {
            isolation.process(inputs, outcomes);
        } finally {
            progress.end();
            long elapsed = System.nanoTime() - start;
            progress.processNanos.add(elapsed);
            progress.model.addNanos(elapsed);
            progress.batchRecords.add(inputs.size());
            progress.batches.increment();
        }
    }

    /** Judges tasks in order, up to the first that has no outcome since the model broke before it. */
    private void judge(List<Task<P>> kept, List<Outcome<O>> outcomes, List<TaskResult> free)
            throws InterruptedException, ExecutionException {
        int next = 0;
        for (Task<P> task : kept) {
            Preparation<P> preparation = task.preparation().get();
            if (preparation instanceof Preparation.Refused<P> refused) {
                failures.judge(refused(task, refused), free);
            } else if (next < outcomes.size()) {
                failures.judge(result(task, preparation.subject(), outcomes.get(next++)), free);
            } else {
                return;
            }
        }
    }

    private void handOver(List<TaskResult> free, int abandoned) {
        progress.held = failures.held();
        outbox.accept(new BatchResult(free, abandoned));
    }

    private TaskResult refused(Task<P> task, Preparation.Refused<P> refused) {
        if (refused.unread()) {
            RecordLog.failed(task.record(), refused.subject(), refused.kind(), refused.message());
            ProducerRecord<byte[], byte[]> bare =
                    deadLetters.bare(task.record(), refused.subject(), refused.kind(), refused.message());
            return new TaskResult(
                    task.record(), task.lease(), refused.subject(), bare, Kind.BARE_DEAD_LETTER, refused.kind(), null);
        }
        return rejected(
                task,
                refused.subject(),
                refused.kind(),
                refused.message(),
                refused.suspect() ? refused.message() : null);
    }

    private TaskResult result(Task<P> task, Subject subject, Outcome<O> outcome) {
        if (outcome instanceof Outcome.Reject<O> reject) {
            String suspicion = SUSPECT.contains(reject.kind()) ? reject.message() : null;
            return rejected(task, subject, reject.kind(), reject.message(), suspicion);
        }
        if (outcome instanceof Outcome.Skip<O> skip) {
            return skips.result(task, subject, skip);
        }
        Outcome.Emit<O> emit = (Outcome.Emit<O>) outcome;
        byte[] key = emit.key().getBytes(StandardCharsets.UTF_8);
        try {
            List<ProducerRecord<byte[], byte[]>> outputs = stage.outputs().stream()
                    .map(output -> output.record(key, emit.value()))
                    .toList();
            List<ProducerRecord<byte[], byte[]>> shared = stage.sharedOutputs().stream()
                    .flatMap(output -> output.records().apply(emit.value()).stream())
                    .toList();
            return new TaskResult(task.record(), task.lease(), subject, outputs, shared, Kind.EMITTED);
        } catch (SerializationException e) {
            return rejected(task, subject, FailureKind.PROCESSING_ERROR, FailureLine.of(e), null);
        }
    }

    private TaskResult rejected(
            Task<P> task, Subject subject, FailureKind kind, String message, @Nullable String suspicion) {
        RecordLog.failed(task.record(), subject, kind, message);
        ProducerRecord<byte[], byte[]> letter = deadLetters.of(task.record(), subject, kind, message);
        return new TaskResult(task.record(), task.lease(), subject, letter, Kind.DEAD_LETTER, kind, suspicion);
    }
}
