package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Map;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A worker with a scripted stage on a fake cluster. */
final class WorkerFixture implements AutoCloseable {

    static final RetryPolicy AT_ONCE = new RetryPolicy(Duration.ZERO, Duration.ZERO, 4);

    private static final Duration HOLD = Duration.ofMillis(50);

    final FakeCluster cluster = new FakeCluster();
    ScriptedStage stage = new ScriptedStage();
    WorkerSettings settings = ChangedSettings.withMaxDelay(
            WorkerSettings.of("group", "instance", Map.of()).withBatchSize(4).withFailures(failures(10)),
            Duration.ofMillis(5));
    Worker worker;

    /** Retries at once, and failures that are held back for a moment. */
    static FailurePolicy failures(int limit) {
        return new FailurePolicy(AT_ONCE, limit, HOLD);
    }

    /** A policy by which nothing is tried again within a test. */
    static FailurePolicy noRetry() {
        return new FailurePolicy(new RetryPolicy(Duration.ofHours(1), Duration.ofHours(1), 1), 10, HOLD);
    }

    WorkerFixture start() {
        cluster.consumer = null;
        worker = Worker.create(stage.definition(), settings, cluster);
        worker.start();
        return this;
    }

    /** Closes the worker and lets a new one take over, with a new stage. */
    WorkerFixture restart() {
        worker.close();
        stage = new ScriptedStage();
        return start();
    }

    /** Waits until the worker polls. */
    void awaitConsumer() {
        await().until(() -> cluster.consumer != null);
    }

    /** Waits until all records of the log have an outcome. */
    WorkerFixture awaitAllCommitted() {
        await().atMost(Duration.ofSeconds(20)).until(() -> worker.state().isFinal() || allCommitted());
        assertThat(worker.failure()).isEmpty();
        return this;
    }

    DeadLetter deadLetter(int index) {
        return AvroSerdes.deserializer(DeadLetter.class)
                .deserialize(
                        FakeCluster.DEAD_LETTERS,
                        cluster.deadLetters().get(index).value());
    }

    @Override
    public void close() {
        stage.release(1000);
        if (worker != null) {
            worker.close();
        }
    }

    private boolean allCommitted() {
        return cluster.committed(FakeCluster.P0)
                        >= cluster.records(FakeCluster.P0, 0).size()
                && cluster.committed(FakeCluster.P1)
                        >= cluster.records(FakeCluster.P1, 0).size();
    }
}
