package io.steerscope.aggregator.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.image.ImageContents;
import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.aggregator.query.StageRates;
import io.steerscope.httpserver.GuardedServer;
import io.steerscope.httpserver.ServerSettings;
import io.steerscope.interactivequeries.PartitionService;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.analysis.Analyses;
import io.steerscope.results.design.UnknownSubjectException;

/**
 * The HTTP server. It opens its port first, since the port is part of what the aggregator advertises to others, and
 * answers 503 until it is given something to serve.
 */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private record Served(
            ExperimentRoutes experiments,
            ItemRoutes items,
            DistributionRoutes distributions,
            CourseRoutes courses,
            DecisionRoutes decisions,
            ImageRoutes images,
            DeadLetterRoutes deadLetters,
            AnalysisRoutes analyses,
            CompareRoutes compare,
            EventStreams events,
            Snapshots snapshots,
            Snapshots analysed,
            Supplier<AggregatorHealth> health) {}

    private final GuardedServer server;
    private volatile @Nullable Served served;
    private volatile @Nullable StoreRoutes stores;
    private volatile @Nullable ImageContents contents;

    private HttpApi(ServerSettings settings, MeterRegistry registry, Supplier<String> metrics) {
        this.server = GuardedServer.open(settings, registry, config -> configure(config, metrics));
        Gauge.builder("steerscope.http.event.streams", this, HttpApi::listeners)
                .description("Clients that listen to events")
                .register(registry);
    }

    /**
     * Opens the server.
     *
     * @param settings where it listens, and whom it answers
     * @param registry gets the meters of the server
     * @param metrics metrics in Prometheus text format
     * @throws IllegalStateException if the port cannot be opened; the message is one line
     */
    public static HttpApi open(ServerSettings settings, MeterRegistry registry, Supplier<String> metrics) {
        return new HttpApi(settings.withLoginPage(), registry, metrics);
    }

    /** Begins to answer. */
    public void serve(LiveStatistics statistics, Supplier<AggregatorHealth> health) {
        serve(statistics, health, Analyses.ALL);
    }

    /** Begins to answer, with these analyses. */
    public void serve(LiveStatistics statistics, Supplier<AggregatorHealth> health, Analyses analyses) {
        serve(statistics, health, analyses, RefreshIntervals.DEFAULT, System::nanoTime);
    }

    void serve(
            LiveStatistics statistics,
            Supplier<AggregatorHealth> health,
            Analyses analyses,
            RefreshIntervals intervals,
            LongSupplier nanoTime) {
        StageRates rates = new StageRates(nanoTime);
        Snapshots snapshots = Snapshots.shared(statistics::version, nanoTime);
        snapshots.start(intervals.poll());
        Snapshots analysed = Snapshots.apart(statistics::version, nanoTime);
        analysed.start(intervals.poll());
        served = new Served(
                new ExperimentRoutes(statistics, rates, snapshots, analysed),
                new ItemRoutes(statistics, snapshots),
                new DistributionRoutes(statistics, snapshots),
                new CourseRoutes(statistics, snapshots),
                new DecisionRoutes(statistics, snapshots),
                new ImageRoutes(statistics, snapshots, this::contents),
                new DeadLetterRoutes(statistics, snapshots),
                new AnalysisRoutes(statistics, analysed, analyses),
                new CompareRoutes(statistics, analysed),
                new EventStreams(statistics, rates, snapshots, intervals),
                snapshots,
                analysed,
                health);
    }

    /** Begins to show the pixels of images. */
    public void serveImages(ImageContents images) {
        contents = images;
    }

    /** Begins to answer the other instances of the application. */
    public void serveStores(PartitionService partitions) {
        stores = new StoreRoutes(partitions);
    }

    /** Number of clients that listen to events. */
    int listeners() {
        Served present = served;
        return present == null ? 0 : present.events().size();
    }

    /** Address of the dashboard; a wildcard address is given as the loopback address. */
    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        Served present = served;
        if (present != null) {
            present.events().close();
            present.snapshots().close();
            present.analysed().close();
        }
        server.close();
    }

    private void configure(JavalinConfig config, Supplier<String> metrics) {
        routes(metrics).forEach(config.routes::get);
        DashboardFiles.routes().forEach(config.routes::get);
        config.routes.get(PartitionService.HOLDINGS_PATH, context -> stores().holdings(context));
        config.routes.post(PartitionService.STORES_PATH + "{store}", context -> stores().read(context));
        errors(config);
    }

    /** Handlers by path, without the files of the dashboard. */
    Map<String, Handler> routes(Supplier<String> metrics) {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/api/experiments", context -> now().experiments().list(context));
        routes.put("/api/experiments/{id}", context -> now().experiments().show(context));
        routes.put("/api/experiments/{id}/statistics", context -> now().experiments()
                .statistics(context));
        routes.put("/api/experiments/{id}/items", context -> now().items().items(context));
        routes.put("/api/experiments/{id}/distributions", context -> now().distributions()
                .distributions(context));
        routes.put("/api/experiments/{id}/course", context -> now().courses().course(context));
        routes.put(
                "/api/experiments/{id}/decisions", context -> now().decisions().decisions(context));
        routes.put("/api/experiments/{id}/images/{pair}/{method}/{alpha}/{seed}", context -> now().images()
                .show(context));
        routes.put("/api/experiments/{id}/images/{pair}/{method}/{alpha}/{seed}/content", context -> now().images()
                .content(context));
        routes.put("/api/experiments/{id}/dead-letters", context -> now().deadLetters()
                .list(context));
        routes.put("/api/experiments/{id}/analyses", context -> now().analyses().list(context));
        routes.put("/api/experiments/{id}/analyses/{analysis}", context -> now().analyses()
                .show(context));
        routes.put("/api/experiments/{id}/minus/{other}", context -> now().compare()
                .show(context));
        routes.put("/api/experiments/{id}/events", context -> now().events().open(context));
        routes.put(
                "/api/experiments/{id}/report", context -> now().experiments().report(context));
        routes.put("/health", context -> health(context, AggregatorHealth::ready));
        routes.put("/health/ready", context -> health(context, AggregatorHealth::ready));
        routes.put("/health/live", context -> health(context, AggregatorHealth::live));
        routes.put("/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.get()));
        routes.put("/openapi.json", OpenApi.handler());
        return routes;
    }

    private static void errors(JavalinConfig config) {
        config.routes.exception(StateUnavailableException.class, (e, context) -> {
            if (e.reason().isRetryable()) {
                context.header("Retry-After", "1");
            }
            context.status(HttpStatus.SERVICE_UNAVAILABLE);
            Json.send(context, ErrorBody.of(e));
        });
        config.routes.exception(
                UnknownSubjectException.class,
                (e, context) -> error(context, HttpStatus.NOT_FOUND, "unknown_subject", e.getMessage(), false));
        config.routes.exception(
                GoneException.class,
                (e, context) -> error(context, HttpStatus.GONE, "image_gone", e.getMessage(), false));
        config.routes.exception(
                InvalidParameterException.class,
                (e, context) -> error(context, HttpStatus.BAD_REQUEST, "invalid_parameter", e.getMessage(), false));
        config.routes.exception(RuntimeException.class, (e, context) -> {
            LOG.atError().setCause(e).addKeyValue("path", context.path()).log("question failed");
            error(
                    context,
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "internal_error",
                    "The question failed; the log of the aggregator says why",
                    false);
        });
        config.routes.error(HttpStatus.NOT_FOUND.getCode(), "*", context -> {
            if (!Json.TYPE.equals(context.res().getContentType())) {
                error(context, HttpStatus.NOT_FOUND, "unknown_path", "There is nothing at " + context.path(), false);
            }
        });
    }

    private Served now() {
        return started(served);
    }

    private ImageContents contents() {
        return started(contents);
    }

    private StoreRoutes stores() {
        return started(stores);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new StateUnavailableException(
                    StateUnavailableException.Reason.STARTING, "The aggregator is starting");
        }
        return part;
    }

    private void health(Context context, Predicate<AggregatorHealth> good) {
        Served present = served;
        AggregatorHealth health = present == null
                ? AggregatorHealth.notReady("starting", "not ready yet, ask again")
                : present.health().get();
        context.status(good.test(health) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        Json.send(context, health);
    }

    private static void error(
            Context context, HttpStatus status, String error, @Nullable String message, boolean retryable) {
        context.status(status);
        Json.send(context, new ErrorBody(error, String.valueOf(message), retryable));
    }
}
