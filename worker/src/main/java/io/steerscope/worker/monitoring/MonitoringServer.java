package io.steerscope.worker.monitoring;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import io.steerscope.httpserver.GuardedServer;
import io.steerscope.httpserver.ServerSettings;
import io.steerscope.worker.loop.Health;

/**
 * Serves health and metrics over HTTP.
 *
 * <table>
 * <caption>Paths</caption>
 * <tr><td>{@code /health/live}</td><td>200 while every component works or may recover by itself, else 503</td></tr>
 * <tr><td>{@code /health/ready}</td><td>200 while every component does its work, else 503</td></tr>
 * <tr><td>{@code /health}</td><td>as {@code /health/ready}</td></tr>
 * <tr><td>{@code /metrics}</td><td>metrics in Prometheus text format</td></tr>
 * </table>
 *
 * <p>Health bodies are plain text: one line {@code name: detail} for each component.
 */
public final class MonitoringServer implements AutoCloseable {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<String, Supplier<Health>> components;
    private final PrometheusMeterRegistry registry;
    private final GuardedServer server;

    private MonitoringServer(
            ServerSettings settings, Map<String, Supplier<Health>> components, PrometheusMeterRegistry registry) {
        this.components = new LinkedHashMap<>(components);
        this.registry = registry;
        gauge("steerscope.live", "1 if /health/live answers 200, else 0", Health::live);
        gauge("steerscope.ready", "1 if /health/ready answers 200, else 0", Health::ready);
        this.server = GuardedServer.open(settings, registry, config -> {
            config.routes.get("/health", context -> health(context, Health::ready));
            config.routes.get("/health/ready", context -> health(context, Health::ready));
            config.routes.get("/health/live", context -> health(context, Health::live));
            config.routes.get("/metrics", this::metrics);
        });
    }

    /**
     * Starts to serve.
     *
     * @param settings where it listens, and whom it answers
     * @param components what to check, by name
     * @throws IllegalStateException if the port cannot be opened; the message is one line
     */
    public static MonitoringServer start(
            ServerSettings settings, Map<String, Supplier<Health>> components, PrometheusMeterRegistry registry) {
        return new MonitoringServer(settings, components, registry);
    }

    /** Address of the server; a wildcard address is given as the loopback address. */
    public URI address() {
        return server.address();
    }

    /** The TCP port that the server listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private void gauge(String name, String description, Predicate<Health> good) {
        Gauge.builder(
                        name,
                        components,
                        of -> of.values().stream().map(Supplier::get).allMatch(good) ? 1 : 0)
                .description(description)
                .register(registry);
    }

    private void health(Context context, Predicate<Health> good) {
        Map<String, Health> checks = new LinkedHashMap<>();
        components.forEach((name, check) -> checks.put(name, check.get()));
        boolean allGood = checks.values().stream().allMatch(good);
        context.status(allGood ? 200 : 503)
                .contentType("text/plain; charset=utf-8")
                .result(checks.entrySet().stream()
                        .map(check -> check.getKey() + ": " + check.getValue().detail() + "\n")
                        .collect(Collectors.joining()));
    }

    private void metrics(Context context) {
        context.contentType(PROMETHEUS_TEXT).result(registry.scrape(PROMETHEUS_TEXT));
    }
}
