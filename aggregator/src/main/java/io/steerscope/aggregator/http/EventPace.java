package io.steerscope.aggregator.http;

import java.time.Duration;

/**
 * How often the event streams write.
 *
 * @param period least time between two events of a stream
 * @param heartbeat silence after which a stream gets a comment, so that both sides learn of a lost connection
 */
record EventPace(Duration period, Duration heartbeat) {

    static final EventPace DEFAULT = new EventPace(Duration.ofMillis(250), Duration.ofSeconds(15));
}
