package io.steerscope.interactivequeries;

import org.apache.kafka.streams.state.HostInfo;

/** How the stores of a partition can be read now. */
sealed interface Route {

    /**
     * From the instance that processes the partition.
     *
     * @param host address of the instance
     */
    record Active(HostInfo host) implements Route {}

    /**
     * From a replica.
     *
     * @param host address of the instance that has it
     * @param floor every record of the source topic before this offset is in the replica
     * @param because why the instance that processes the partition does not answer
     */
    record Standby(HostInfo host, long floor, Obstacle because) implements Route {}

    /**
     * Not at all.
     *
     * @param because why
     */
    record None(Obstacle because) implements Route {}
}
