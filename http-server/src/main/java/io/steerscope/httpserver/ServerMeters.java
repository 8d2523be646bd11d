package io.steerscope.httpserver;

import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters of a server: {@code steerscope.http.answers} (tags {@code lane} and {@code status}: {@code 2xx} and so on),
 * {@code steerscope.http.refused} (tag {@code status}), {@code steerscope.http.connections} and
 * {@code steerscope.http.unsent.bytes}.
 */
final class ServerMeters {

    private final MeterRegistry registry;

    ServerMeters(MeterRegistry registry, ConnectionWatch connections, AnswersUnderWay answers) {
        this.registry = registry;
        Gauge.builder("steerscope.http.connections", connections, ConnectionWatch::size)
                .description("Open connections")
                .register(registry);
        Gauge.builder("steerscope.http.unsent.bytes", answers, AnswersUnderWay::bytes)
                .description("Answers that clients have not taken yet")
                .register(registry);
    }

    void answered(Lane lane, int status) {
        Counter.builder("steerscope.http.answers")
                .description("Answered requests by kind and status")
                .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                .tag("status", status / 100 + "xx")
                .register(registry)
                .increment();
    }

    void refused(int status) {
        Counter.builder("steerscope.http.refused")
                .description("Requests that were refused before they came to a route")
                .tag("status", String.valueOf(status))
                .register(registry)
                .increment();
    }
}
