package io.steerscope.generatorworker.skip;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.worker.stage.RecordPosition;

/** Reads orders to cancel. Of an experiment, the last stands; a tombstone takes it away. */
final class CancellationRecords implements FollowedRecords {

    private final KeyedRecords<Cancellation> reader;
    private Map<String, CancelledJobs> taken = new HashMap<>();
    private volatile Map<String, CancelledJobs> known = Map.of();

    CancellationRecords(String topic) {
        this.reader = new KeyedRecords<>(topic, Cancellation.class, "order to cancel");
    }

    /** The jobs that an order concerns are not wanted. */
    @Override
    public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
        CancelledJobs cancelled = known.get(job.getIdentity().getExperimentId());
        return cancelled != null && cancelled.isCancelled(position.partition(), position.offset())
                ? Optional.of(SkipReason.CANCELLED)
                : Optional.empty();
    }

    @Override
    public long ignored() {
        return reader.ignored();
    }

    @Override
    public void restart() {
        taken = new HashMap<>();
    }

    @Override
    public boolean take(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(record, this::take);
    }

    private boolean take(@Nullable String key, @Nullable Cancellation order) {
        if (order == null) {
            return taken.remove(String.valueOf(key)) != null;
        }
        taken.put(order.getExperimentId(), CancelledJobs.of(key, order));
        return true;
    }

    @Override
    public void publish() {
        known = Map.copyOf(taken);
    }
}
