package io.steerscope.aggregator.http;

import java.time.Duration;

/**
 * How often things are done while nobody asks.
 *
 * @param poll time between two checks for answers that are to be recomputed
 * @param period least time between two events of a stream
 * @param heartbeat silence after which a stream gets a comment, so that both sides learn of a lost connection
 */
record RefreshIntervals(Duration poll, Duration period, Duration heartbeat) {

    static final RefreshIntervals DEFAULT =
            new RefreshIntervals(Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(15));
}
