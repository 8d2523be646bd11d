package io.steerscope.httpserver;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Meters of a server: {@code steerscope.http.latency} (histogram; tag {@code lane}), {@code steerscope.http.answers}
 * (tags {@code lane} and {@code status}: {@code 2xx} and so on), {@code steerscope.http.refused} (tag {@code status}),
 * {@code steerscope.http.connections} and {@code steerscope.http.unsent.bytes}.
 */
final class ServerMeters {

    private static final Duration[] LATENCY_BOUNDS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Lane, Timer> latencies = new EnumMap<>(Lane.class);

    ServerMeters(MeterRegistry registry, ConnectionWatch connections, AnswersUnderWay answers) {
        this.registry = registry;
        for (Lane lane : EnumSet.complementOf(EnumSet.of(Lane.STREAM))) {
            latencies.put(
                    lane,
                    Timer.builder("steerscope.http.latency")
                            .description("Requests, from their headers to the end of their answer, but for streams")
                            .tag("lane", name(lane))
                            .serviceLevelObjectives(LATENCY_BOUNDS)
                            .register(registry));
        }
        Gauge.builder("steerscope.http.connections", connections, ConnectionWatch::size)
                .description("Open connections")
                .register(registry);
        Gauge.builder("steerscope.http.unsent.bytes", answers, AnswersUnderWay::bytes)
                .description("Answers that clients have not taken yet")
                .register(registry);
    }

    void answered(Lane lane, int status, long nanos) {
        Timer latency = latencies.get(lane);
        if (latency != null) {
            latency.record(nanos, TimeUnit.NANOSECONDS);
        }
        Counter.builder("steerscope.http.answers")
                .description("Answered requests by kind and status")
                .tag("lane", name(lane))
                .tag("status", status / 100 + "xx")
                .register(registry)
                .increment();
    }

    private static String name(Lane lane) {
        return lane.name().toLowerCase(Locale.ROOT);
    }

    void refused(int status) {
        Counter.builder("steerscope.http.refused")
                .description("Requests that were refused before they came to a route")
                .tag("status", String.valueOf(status))
                .register(registry)
                .increment();
    }
}
