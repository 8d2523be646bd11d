package io.steerscope.interactivequeries;

import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/**
 * Who answers for each partition of the source topics of the stores.
 *
 * @param ways by partition
 */
record Routes(Map<TopicPartition, Route> byPartition) {

    /** No partition at all: under these, only instances that process a partition may answer for it. */
    static final Routes NONE = new Routes(Map.of());

    Routes {
        byPartition = Map.copyOf(byPartition);
    }

    /**
     * What answers by these routes rest on: at a replica, its floor is the position.
     *
     * @param measured the position of the group, measured before
     * @throws StateUnavailableException if there is a partition for which nobody answers
     */
    StateVersion version(PartitionedStores stores, InputPosition measured) {
        InputPosition position = measured;
        int partitions = 0;
        int standby = 0;
        for (String topic : stores.topics()) {
            for (int partition = 0; partition < measured.partitions(topic); partition++) {
                TopicPartition source = new TopicPartition(topic, partition);
                partitions++;
                if (route(source) instanceof Route.Standby replica) {
                    standby++;
                    position = position.consumedAtMost(source, replica.floor());
                }
            }
        }
        return new StateVersion(new StateVersion.Coverage(partitions, partitions, standby), position);
    }

    /**
     * How to read a partition for a view that found the routes {@code found}: from a replica only if it was read so
     * then, and only if the replica is as far as it was.
     *
     * @return not {@link Route.None}
     * @throws StateUnavailableException if there is no such route
     */
    Route admitted(TopicPartition partition, Routes found) {
        Route route = route(partition);
        if (route instanceof Route.Standby now) {
            boolean isFound =
                    found.byPartition.get(partition) instanceof Route.Standby then && then.floor() <= now.floor();
            if (!isFound) {
                throw now.because().exception();
            }
        }
        return route;
    }

    /** @throws StateUnavailableException if nobody answers for the partition */
    private Route route(TopicPartition partition) {
        Route route = byPartition.get(partition);
        if (route == null) {
            throw new StateUnavailableException(Reason.STARTING, partition + " is not known yet");
        }
        if (route instanceof Route.None none) {
            throw none.because().exception();
        }
        return route;
    }
}
