package io.steerscope.generatorworker.skip;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.stage.RecordPosition;

/** Follows the orders to cancel: the jobs that they concern are not wanted. */
final class CancellationFollower implements FollowedJobs {

    private static final String WHAT = "orders to cancel";

    private final CancellationRecords records;
    private final TopicFollower follower;

    private CancellationFollower(CancellationRecords records, TopicFollower follower) {
        this.records = records;
        this.follower = follower;
    }

    /**
     * Begins to read.
     *
     * @param topic the topic of cancellations
     * @param clientProperties Kafka client properties of the worker
     */
    static CancellationFollower start(String topic, KafkaClients clients, Map<String, Object> clientProperties) {
        return start(
                topic, () -> clients.openFollower(FollowerConfiguration.consumer(clientProperties, "cancellations")));
    }

    static CancellationFollower start(String topic, Supplier<Consumer<byte[], byte[]>> opener) {
        CancellationRecords records = new CancellationRecords(topic);
        return new CancellationFollower(records, TopicFollower.start(topic, WHAT, opener, records));
    }

    @Override
    public TopicFollower follower() {
        return follower;
    }

    /** Records of the topic that were no orders, and were left out. */
    long ignored() {
        return records.ignored();
    }

    @Override
    public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
        follower.requireFollowing();
        return records.isCancelled(job.getIdentity().getExperimentId(), position)
                ? Optional.of(SkipReason.CANCELLED)
                : Optional.empty();
    }
}
