package io.steerscope.results.intake;

import java.util.Optional;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.SkippedJob;

/** A skipped job names itself and a place in the topic of jobs. */
final class SkippedJobRule implements RecordRule<SkippedJob> {

    private final RecordLimits limits;

    SkippedJobRule(RecordLimits limits) {
        this.limits = limits;
    }

    @Override
    public String what() {
        return "skipped job";
    }

    @Override
    public long mostBytes() {
        return Bounds.STORED_BYTES;
    }

    @Override
    public Optional<String> ownKey(SkippedJob job) {
        return Optional.of(RecordKeys.jobKey(job.getIdentity()));
    }

    @Override
    public boolean isKey(String key) {
        return Bounds.isJobKey(key);
    }

    @Override
    public Judgement<SkippedJob> judge(String key, SkippedJob job) {
        Bounds.text("category", job.getCategory(), limits.promptLength());
        Bounds.atLeast("partition", job.getJobPartition(), 0);
        Bounds.atLeast("offset", job.getJobOffset(), 0);
        Bounds.place(job.getPlace());
        return new Judgement.Accepted<>(key, job);
    }
}
