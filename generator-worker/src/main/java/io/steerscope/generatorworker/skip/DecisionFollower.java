package io.steerscope.generatorworker.skip;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.stage.RecordPosition;

/** Follows the decisions: the jobs of decided cells are not wanted. */
final class DecisionFollower implements FollowedJobs {

    private static final String WHAT = "decisions";

    private final DecisionRecords records;
    private final TopicFollower follower;

    private DecisionFollower(DecisionRecords records, TopicFollower follower) {
        this.records = records;
        this.follower = follower;
    }

    /**
     * Begins to read.
     *
     * @param topic the topic of decisions
     * @param clientProperties Kafka client properties of the worker
     */
    static DecisionFollower start(String topic, KafkaClients clients, Map<String, Object> clientProperties) {
        return start(topic, () -> clients.openFollower(FollowerConfiguration.consumer(clientProperties, "decisions")));
    }

    static DecisionFollower start(String topic, Supplier<Consumer<byte[], byte[]>> opener) {
        DecisionRecords records = new DecisionRecords(topic);
        return new DecisionFollower(records, TopicFollower.start(topic, WHAT, opener, records));
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /** Records of the topic that were no decisions, and were left out. */
    long ignored() {
        return records.ignored();
    }

    @Override
    public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
        follower.requireFollowing();
        return records.decided().isUnneeded(job.getIdentity(), job.getCategory())
                ? Optional.of(SkipReason.DECIDED)
                : Optional.empty();
    }
}
