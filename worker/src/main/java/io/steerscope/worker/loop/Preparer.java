package io.steerscope.worker.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.loop.Task.Preparation;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.Subject;
import io.steerscope.worker.stage.TransientFailureException;

/** Decodes records and readies them for the model, on a few threads of its own. */
final class Preparer<I, P> implements AutoCloseable {

    private final StageDefinition<I, P, ?> stage;
    private final RetryPolicy retries;
    private final ProgressRecorder progress;
    private final ExecutorService threads;

    Preparer(StageDefinition<I, P, ?> stage, WorkerSettings settings, ProgressRecorder progress) {
        this.stage = stage;
        this.retries = settings.retries();
        this.progress = progress;
        this.threads = Executors.newFixedThreadPool(
                settings.prepareThreads(), task -> WorkerThreads.daemon(stage, "prepare", task));
    }

    Task<P> submit(ConsumerRecord<byte[], byte[]> record, PartitionLease lease) {
        CompletableFuture<Preparation<P>> preparation = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                preparation.complete(timed(record, lease));
            } catch (Throwable failure) {
                preparation.completeExceptionally(failure);
            }
        });
        return new Task<>(record, lease, preparation);
    }

    private Preparation<P> timed(ConsumerRecord<byte[], byte[]> record, PartitionLease lease)
            throws InterruptedException {
        long start = System.nanoTime();
        try {
            return prepare(record, lease);
        } finally {
            progress.prepareNanos.add(System.nanoTime() - start);
        }
    }

    private Preparation<P> prepare(ConsumerRecord<byte[], byte[]> record, PartitionLease lease)
            throws InterruptedException {
        if (record.value() == null) {
            return new Preparation.Refused<>(Subject.UNKNOWN, FailureKind.MALFORMED_RECORD, "record has no value");
        }
        Subject subject = Subject.UNKNOWN;
        try {
            I input = stage.deserializer().deserialize(record.topic(), record.headers(), record.value());
            subject = stage.processor().subject(input);
            return new Preparation.Ready<>(subject, prepareWithRetries(input, position(record), lease));
        } catch (SerializationException e) {
            return new Preparation.Refused<>(subject, FailureKind.MALFORMED_RECORD, FailureLine.of(e));
        } catch (RejectedRecordException e) {
            return new Preparation.Refused<>(subject, e.kind(), FailureLine.of(e));
        } catch (TransientFailureException e) {
            return new Preparation.Refused<>(subject, e.kindIfLasting(), FailureLine.of(e));
        } catch (RuntimeException e) {
            return new Preparation.Refused<>(subject, FailureKind.PROCESSING_ERROR, FailureLine.of(e));
        }
    }

    private P prepareWithRetries(I input, RecordPosition position, PartitionLease lease)
            throws RejectedRecordException, TransientFailureException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return stage.processor().prepare(input, position);
            } catch (TransientFailureException e) {
                if (attempt >= retries.attempts() || lease.hasEnded()) {
                    throw e;
                }
                Thread.sleep(retries.delayAfter(attempt).toMillis());
            }
        }
    }

    private static RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
        return new RecordPosition(record.partition(), record.offset());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
