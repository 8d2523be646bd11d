package io.steerscope.aggregator.http;

import java.time.Duration;

/**
 * How often things are done while nobody asks.
 *
 * @param look time between two looks for answers that are to be found anew
 * @param period least time between two events of a stream
 * @param heartbeat silence after which a stream gets a comment, so that both sides learn of a lost connection
 */
record Pace(Duration look, Duration period, Duration heartbeat) {

    static final Pace DEFAULT = new Pace(Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(15));
}
