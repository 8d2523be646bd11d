package io.steerscope.interactivequeries;

import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/** What is known of another instance. */
sealed interface Peer {

    /** What keeps it from answering for a partition that was assigned to it. */
    Optional<Obstacle> obstacle(HostInfo address, TopicPartition partition);

    /** Floor of its replica of a partition. */
    default Optional<Long> floor(TopicPartition partition) {
        return Optional.empty();
    }

    /** Nothing is known yet; asking will tell. */
    record Unknown() implements Peer {

        @Override
        public Optional<Obstacle> obstacle(HostInfo address, TopicPartition partition) {
            return Optional.empty();
        }
    }

    /**
     * It answers.
     *
     * @param holdings what it said last
     */
    record Answering(Holdings holdings) implements Peer {

        @Override
        public Optional<Obstacle> obstacle(HostInfo address, TopicPartition partition) {
            if (holdings.active().contains(partition)) {
                return Optional.empty();
            }
            boolean rebalancing = !holdings.state().equals("running");
            return Optional.of(new Obstacle(
                    rebalancing ? Reason.REBALANCING : Reason.ELSEWHERE,
                    "Aggregator %s:%d is %s and does not hold %s yet"
                            .formatted(address.host(), address.port(), holdings.state(), partition)));
        }

        @Override
        public Optional<Long> floor(TopicPartition partition) {
            return Optional.ofNullable(holdings.standby().get(partition));
        }
    }

    /**
     * It does not answer.
     *
     * @param why what was seen instead, as the end of "Aggregator HOST:PORT "
     */
    record Silent(String why) implements Peer {

        @Override
        public Optional<Obstacle> obstacle(HostInfo address, TopicPartition partition) {
            return Optional.of(new Obstacle(
                    Reason.UNREACHABLE, "Aggregator %s:%d %s".formatted(address.host(), address.port(), why)));
        }
    }
}
