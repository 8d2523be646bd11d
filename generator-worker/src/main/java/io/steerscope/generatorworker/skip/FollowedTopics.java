package io.steerscope.generatorworker.skip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.stage.RecordPosition;

/** All that says which jobs are not wanted any more: orders to cancel and, after these, decisions. */
public final class FollowedTopics implements UnwantedJobs {

    private final List<FollowedJobs> followed;

    FollowedTopics(List<FollowedJobs> followed) {
        this.followed = List.copyOf(followed);
    }

    /**
     * Begins to read the topics, each in a thread and with a consumer of its own.
     *
     * @param clientProperties Kafka client properties of the worker
     */
    public static FollowedTopics start(
            TopicCatalogue topics, KafkaClients clients, Map<String, Object> clientProperties) {
        return new FollowedTopics(List.of(
                JobFollower.ofCancellations(
                        topics.cancellations().name(), opener(clients, clientProperties, "cancellations")),
                JobFollower.ofDecisions(topics.decisions().name(), opener(clients, clientProperties, "decisions"))));
    }

    private static Supplier<Consumer<byte[], byte[]>> opener(
            KafkaClients clients, Map<String, Object> clientProperties, String what) {
        return () -> clients.openFollower(FollowerConfiguration.consumer(clientProperties, what));
    }

    /**
     * Waits until everything is known that was there at the start.
     *
     * @param patience for each topic
     * @throws KafkaException if it cannot be read, or not within {@code patience}; its message is one line
     */
    public void awaitKnown(Duration patience) {
        followed.forEach(one -> one.follower().awaitKnown(patience));
    }

    @Override
    public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
        for (FollowedJobs one : followed) {
            Optional<SkipReason> reason = one.reason(job, position);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        followed.forEach(FollowedJobs::close);
    }
}
