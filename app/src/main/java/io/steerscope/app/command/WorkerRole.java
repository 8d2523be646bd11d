package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.monitoring.MeteredKafkaClients;
import io.steerscope.worker.monitoring.MonitoringServer;
import io.steerscope.worker.monitoring.WorkerMetrics;

/** Runs one worker in the foreground until it ends, or the process is told to stop. */
final class WorkerRole {

    private static final long WATCH_MILLIS = 250;

    private final WorkerOptions options;
    private final PrintWriter out;

    WorkerRole(WorkerOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
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
                MeteredKafkaClients clients = new MeteredKafkaClients(KafkaClients.connecting(), registry, stage);
                Worker worker = start.apply(clients);
                WorkerMetrics metrics = new WorkerMetrics(worker, registry);
                AutoCloseableServer server = monitor(worker, registry)) {
            out.println(worker.name() + " runs (Ctrl-C stops it)" + server.line());
            out.flush();
            while (!worker.state().isFinal() && !stop.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                watch.accept(worker);
            }
            worker.close();
            watch.accept(worker);
            worker.failure().ifPresent(failure -> {
                throw new ActionableException(worker.name() + " failed: " + failure.getMessage(), failure);
            });
            return !stop.isRequested();
        }
    }

    private AutoCloseableServer monitor(Worker worker, PrometheusMeterRegistry registry) {
        Integer port = options.metricsPort();
        if (port == null) {
            return new AutoCloseableServer("", () -> {});
        }
        MonitoringServer server =
                MonitoringServer.start(options.metricsHost(), port, Map.of(worker.name(), worker::check), registry);
        return new AutoCloseableServer(
                "; http://" + options.metricsHost() + ":" + server.port() + "/health and /metrics", server::close);
    }

    private record AutoCloseableServer(String line, Runnable stop) implements AutoCloseable {

        @Override
        public void close() {
            stop.run();
        }
    }
}
