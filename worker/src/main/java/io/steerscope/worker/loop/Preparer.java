package io.steerscope.worker.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

import io.steerscope.schemas.consumer.HeapFailure;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.loop.Task.Preparation;
import io.steerscope.worker.loop.Task.Preparation.Refused;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.Subject;
import io.steerscope.worker.stage.TransientFailureException;

/**
 * Decodes records and readies them for the model, on a few threads of its own.
 *
 * <p>A record for which the heap does not suffice is tried once more while no other is being prepared.
 */
final class Preparer<I, P> implements AutoCloseable {

    private final StageDefinition<I, P, ?> stage;
    private final RetryPolicy retries;
    private final ReadWriteLock heap;
    private final ProgressRecorder progress;
    private final ExecutorService threads;
    private final AtomicInteger lastingInARow = new AtomicInteger();

    /** @param heap shared by work beside other work, exclusive for work that ran out of heap */
    Preparer(StageDefinition<I, P, ?> stage, WorkerSettings settings, ReadWriteLock heap, ProgressRecorder progress) {
        this.stage = stage;
        this.retries = settings.failures().retries();
        this.heap = heap;
        this.progress = progress;
        this.threads = Executors.newFixedThreadPool(
                settings.prepareThreads(), task -> WorkerThreads.daemon(stage, "prepare", task));
    }

    /** A task whose preparation fails only if the worker cannot go on. */
    Task<P> submit(ConsumerRecord<byte[], byte[]> record, PartitionLease lease) {
        CompletableFuture<Preparation<P>> preparation = new CompletableFuture<>();
        threads.execute(() -> {
            long start = System.nanoTime();
            try {
                preparation.complete(new OneRecord(record, lease).prepare());
            } catch (Throwable failure) {
                preparation.completeExceptionally(failure);
            } finally {
                long elapsed = System.nanoTime() - start;
                progress.prepareNanos.add(elapsed);
                progress.prepare.addNanos(elapsed);
            }
        });
        return new Task<>(record, lease, preparation);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The preparing of one record, which learns on its way what the record is about. */
    private final class OneRecord {

        private final ConsumerRecord<byte[], byte[]> record;
        private final PartitionLease lease;
        private Subject subject = Subject.UNKNOWN;

        OneRecord(ConsumerRecord<byte[], byte[]> record, PartitionLease lease) {
            this.record = record;
            this.lease = lease;
        }

        /** @throws NewerSchemaException if a newer release wrote the record, of which it is not to blame */
        Preparation<P> prepare() throws InterruptedException {
            if (record.value() == null) {
                return Refused.forGood(subject, FailureKind.MALFORMED_RECORD, "record has no value");
            }
            try {
                P input = withRetries();
                return new Preparation.Ready<>(subject, input);
            } catch (NewerSchemaException e) {
                throw e;
            } catch (SerializationException e) {
                return Refused.forGood(subject, FailureKind.MALFORMED_RECORD, FailureLine.of(e));
            } catch (RejectedRecordException e) {
                return Refused.forGood(subject, e.kind(), FailureLine.of(e));
            } catch (TransientFailureException e) {
                return Refused.suspect(subject, e.kindIfLasting(), FailureLine.of(e));
            } catch (RuntimeException e) {
                return Refused.suspect(subject, FailureKind.PROCESSING_ERROR, FailureLine.of(e));
            } catch (OutOfMemoryError | StackOverflowError e) {
                if (!HeapFailure.isOfARecord(e)) {
                    throw e;
                }
                return Refused.suspect(subject, FailureKind.PROCESSING_ERROR, HeapFailure.line(e));
            }
        }

        /**
         * The more records in a row have failed to the last, the fewer attempts a record gets: waiting did not help.
         */
        private P withRetries() throws RejectedRecordException, TransientFailureException, InterruptedException {
            int attempts = Math.max(1, retries.attempts() - lastingInARow.get());
            for (int attempt = 1; ; attempt++) {
                try {
                    P input = withHeap();
                    lastingInARow.set(0);
                    return input;
                } catch (TransientFailureException e) {
                    if (attempt >= attempts || lease.hasEnded()) {
                        lastingInARow.incrementAndGet();
                        throw e;
                    }
                    Thread.sleep(retries.delayAfter(attempt).toMillis());
                }
            }
        }

        private P withHeap() throws RejectedRecordException, TransientFailureException {
            try {
                return under(heap.readLock());
            } catch (OutOfMemoryError | StackOverflowError e) {
                if (!HeapFailure.isOfARecord(e)) {
                    throw e;
                }
                return under(heap.writeLock());
            }
        }

        private P under(Lock lock) throws RejectedRecordException, TransientFailureException {
            lock.lock();
            try {
                I input = stage.deserializer().deserialize(record.topic(), record.headers(), record.value());
                subject = stage.processor().subject(input);
                return stage.processor().prepare(input, new RecordPosition(record.partition(), record.offset()));
            } finally {
                lock.unlock();
            }
        }
    }
}
