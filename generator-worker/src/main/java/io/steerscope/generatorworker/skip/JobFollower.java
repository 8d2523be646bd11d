package io.steerscope.generatorworker.skip;

import java.util.Optional;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.worker.stage.RecordPosition;

/** Follows a topic that says which jobs are not wanted. */
final class JobFollower implements FollowedJobs {

    private final FollowedRecords records;
    private final TopicFollower follower;

    private JobFollower(FollowedRecords records, TopicFollower follower) {
        this.records = records;
        this.follower = follower;
    }

    /** Begins to read the topic of orders to cancel. */
    static JobFollower ofCancellations(String topic, Supplier<Consumer<byte[], byte[]>> opener) {
        return start(topic, "orders to cancel", opener, new CancellationRecords(topic));
    }

    /** Begins to read the topic of decisions. */
    static JobFollower ofDecisions(String topic, Supplier<Consumer<byte[], byte[]>> opener) {
        return start(topic, "decisions", opener, new DecisionRecords(topic));
    }

    private static JobFollower start(
            String topic, String what, Supplier<Consumer<byte[], byte[]>> opener, FollowedRecords records) {
        return new JobFollower(records, TopicFollower.start(topic, what, opener, records));
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /** Records of the topic that said nothing that can be read, and were left out. */
    long ignored() {
        return records.ignored();
    }

    @Override
    public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
        follower.requireFollowing();
        return records.reason(job, position);
    }
}
