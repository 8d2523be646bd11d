package io.steerscope.worker.monitoring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

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
    private final Javalin server;

    private MonitoringServer(
            String host, int port, Map<String, Supplier<Health>> components, PrometheusMeterRegistry registry) {
        this.components = new LinkedHashMap<>(components);
        this.registry = registry;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/health", context -> health(context, Health::ready));
            config.routes.get("/health/ready", context -> health(context, Health::ready));
            config.routes.get("/health/live", context -> health(context, Health::live));
            config.routes.get("/metrics", this::metrics);
        });
        server.start(host, port);
    }

    /**
     * Starts to serve.
     *
     * @param host address to listen on
     * @param port TCP port, or 0 for any free one
     * @param components what to check, by name
     */
    public static MonitoringServer start(
            String host, int port, Map<String, Supplier<Health>> components, PrometheusMeterRegistry registry) {
        return new MonitoringServer(host, port, components, registry);
    }

    /** The TCP port that the server listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
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
