package io.steerscope.app.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.activity.ActivityReport;
import io.steerscope.app.activity.RoleActivity;
import io.steerscope.app.activity.RoleWords;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.httpserver.ProcessMeters;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.loop.Health;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerProgress;
import io.steerscope.worker.monitoring.MeteredKafkaClients;
import io.steerscope.worker.monitoring.MonitoringServer;
import io.steerscope.worker.monitoring.WorkerMetrics;

/** Runs one worker in the foreground until it ends, or the process is told to stop. */
final class WorkerRole {

    private static final long WATCH_MILLIS = 250;
    private static final Health STARTING = new Health(true, false, "starting");

    private final WorkerOptions options;
    private final RoleOutput out;
    private final @Nullable Reporting reporting;

    /**
     * What is said of the work.
     *
     * @param result one of what the worker makes
     * @param input one of what it reads
     * @param every how often; zero for only at the end
     */
    record Reporting(String result, String input, Duration every) {

        ActivityReport of(Worker worker) {
            return new ActivityReport(new RoleWords(worker.name(), result, input), every, System::nanoTime);
        }
    }

    /** A worker of which nothing is said while it works. */
    WorkerRole(WorkerOptions options, PrintWriter out) {
        this(options, new RoleOutput(out), null);
    }

    WorkerRole(WorkerOptions options, RoleOutput out, @Nullable Reporting reporting) {
        this.options = options;
        this.out = out;
        this.reporting = reporting;
    }

    /**
     * Runs a worker.
     *
     * @param stage stage of the worker, for metrics
     * @param start starts the worker with these clients
     * @param watch is called every quarter of a second
     * @return true if the worker ended by itself, false if it was told to stop
     * @throws ActionableException if it failed
     */
    @SuppressWarnings("try") // the meters only have to be closed
    boolean run(String stage, Function<KafkaClients, Worker> start, Consumer<Worker> watch)
            throws InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (StopSignal stop = StopSignal.install();
                ProcessMeters process = ProcessMeters.bindTo(registry);
                Monitoring monitoring = monitor(stage, registry);
                MeteredKafkaClients metered = new MeteredKafkaClients(KafkaClients.connecting(), registry, stage)) {
            KafkaClients clients = options.kafkaMetrics() ? metered : KafkaClients.connecting();
            Worker worker = WorkerStart.of(() -> start.apply(clients)).await(stop);
            return worker != null && run(worker, registry, monitoring, stop, watch);
        }
    }

    @SuppressWarnings("try") // the meters only have to be closed
    private boolean run(
            Worker started,
            PrometheusMeterRegistry registry,
            Monitoring monitoring,
            StopSignal stop,
            Consumer<Worker> watch)
            throws InterruptedException {
        try (Worker worker = started;
                WorkerMetrics metrics = new WorkerMetrics(worker, registry)) {
            monitoring.watch(worker);
            out.say(worker.name() + " runs (Ctrl-C stops it)" + monitoring.line(), Map.of("role", worker.name()));
            ActivityReport report = reporting == null ? null : reporting.of(worker);
            while (!worker.state().isFinal() && !stop.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                watch.accept(worker);
                if (report != null) {
                    report.tick(() -> activity(worker)).ifPresent(out::say);
                }
            }
            worker.close();
            watch.accept(worker);
            if (report != null) {
                out.say(report.end(activity(worker)));
            }
            worker.failure().ifPresent(failure -> {
                throw new ActionableException(worker.name() + " failed: " + FailureLine.of(failure), failure);
            });
            return !stop.isRequested();
        }
    }

    private static RoleActivity activity(Worker worker) {
        WorkerProgress progress = worker.progress();
        Health health = worker.check();
        boolean waits = progress.partitions() == 0;
        return new RoleActivity(
                progress.emitted(),
                progress.rejected(),
                progress.skipped(),
                waits || progress.lag() < 0 ? -1 : progress.lag() + progress.inFlight(),
                waits,
                null,
                health.ready() ? null : health.detail());
    }

    /** Opens the port before anything else, so that one that cannot be used is told before a model is loaded. */
    private Monitoring monitor(String stage, PrometheusMeterRegistry registry) {
        AtomicReference<Supplier<Health>> health = new AtomicReference<>(() -> STARTING);
        return options.monitoring()
                .map(settings -> MonitoringServer.start(
                        settings,
                        Map.of(stage, () -> Objects.requireNonNull(health.get()).get()),
                        registry))
                .map(server -> new Monitoring(
                        health, "; " + server.address() + "health and " + server.address() + "metrics", server::close))
                .orElseGet(() -> new Monitoring(health, "", () -> {}));
    }

    /**
     * The HTTP server of a worker, if there is one.
     *
     * @param health what it tells
     * @param line where it is, for people
     */
    private record Monitoring(AtomicReference<Supplier<Health>> health, String line, Runnable stop)
            implements AutoCloseable {

        void watch(Worker worker) {
            health.set(worker::check);
        }

        @Override
        public void close() {
            stop.run();
        }
    }
}
