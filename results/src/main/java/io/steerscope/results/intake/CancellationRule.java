package io.steerscope.results.intake;

import java.util.Optional;

import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Cancellation;

/** An order to cancel names an experiment and positions that there can be. */
final class CancellationRule implements RecordRule<Cancellation> {

    @Override
    public String what() {
        return "order to cancel";
    }

    @Override
    public long mostBytes() {
        return Bounds.STORED_BYTES;
    }

    @Override
    public Optional<String> ownKey(Cancellation order) {
        return Optional.of(RecordKeys.checkId("experiment id", order.getExperimentId()));
    }

    @Override
    public boolean isKey(String key) {
        return true;
    }

    @Override
    public Judgement<Cancellation> judge(String key, Cancellation order) {
        CancelledJobs.of(key, order);
        return new Judgement.Accepted<>(key, order);
    }
}
