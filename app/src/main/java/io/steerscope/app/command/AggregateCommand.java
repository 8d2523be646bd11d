package io.steerscope.app.command;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.aggregator.monitoring.AggregatorActivity;
import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.app.activity.ActivityReport;
import io.steerscope.app.activity.RoleActivity;
import io.steerscope.app.activity.RoleWords;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.httpserver.ListeningSocket;
import io.steerscope.httpserver.Secret;
import io.steerscope.httpserver.ServerSettings;
import io.steerscope.schemas.limit.RecordLimits;

/** The aggregator of a cluster. */
@Command(
        name = "aggregate",
        description = {
            "Runs the aggregator: scores to live statistics, dashboard and reports, until Ctrl-C.",
            "Several of them with the same --application-id share the work. Each answers every question, and asks the"
                    + " others for what they hold: they must reach it at --advertised-host and --advertised-port, so give"
                    + " --http-host too, and the same --internal-secret-file to all."
        })
final class AggregateCommand implements Callable<Integer> {

    private static final RoleWords WORDS = new RoleWords("aggregator", "score", "record");
    private static final long WATCH_MILLIS = 500;
    private static final String STANDBY_REPLICAS = "num.standby.replicas";

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TextLimitOptions textLimits;

    @Mixin
    private AccessOptions access;

    @Mixin
    private ReportOptions report;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "steerscope-state",
            description = "Folder for local state; it may be deleted at any time (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Option(
            names = "--http-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on for dashboard, API, /health and /metrics; 0.0.0.0 for all of this machine"
                            + " (default: ${DEFAULT-VALUE}, for this machine alone).")
    private String httpHost;

    @Option(
            names = {"--http-port", "--metrics-port"},
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "Port of dashboard, API, /health and /metrics; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--advertised-host",
            paramLabel = "HOST",
            description =
                    "Host by which other aggregators reach this one (default: the address it listens on, or the name"
                            + " of this machine where it listens on all).")
    private @Nullable String advertisedHost;

    @Option(
            names = "--advertised-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port by which other aggregators reach this one (default: the port it listens on).")
    private int advertisedPort;

    @Option(
            names = "--internal-secret-file",
            paramLabel = "FILE",
            description = "File with a secret that aggregators show each other, the same for all (default: derived from"
                    + " --token-file; without both, only aggregators of this machine are answered).")
    private @Nullable Path internalSecretFile;

    @Option(
            names = "--kafka-metrics",
            description = "Add the meters of Kafka's own clients, some thousand lines, to /metrics.")
    private boolean kafkaMetrics;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "Name of this instance, unique among those that share the work and the same after a restart:"
                    + " its partitions wait for it until the session times out (default: a new member every time).")
    private @Nullable String instance;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = AggregatorSettings.DEFAULT_APPLICATION_ID,
            description = "Name shared by instances that share the work (default: ${DEFAULT-VALUE}).")
    private String applicationId;

    @Option(
            names = "--standby-replicas",
            paramLabel = "N",
            description = "Copies of the state on other aggregators, which answer while its holder does not"
                    + " (default: num.standby.replicas of --config, or 1).")
    private @Nullable Integer standbyReplicas;

    @Override
    public Integer call() throws InterruptedException {
        String reachedAt = advertised();
        ServerSettings server = access.settings(httpHost, httpPort)
                .withPeerSecret(internalSecretFile == null ? null : Secret.read(internalSecretFile));
        warnOfMissingSecret(server);
        AggregatorSettings shared = AggregatorSettings.local(
                        properties(), kafka.existingTopics(TopicUse.AGGREGATE), state)
                .withApplicationId(applicationId)
                .withLimits(textLimits.on(RecordLimits.DEFAULT))
                .withHttp(server)
                .withAdvertised(reachedAt, advertisedPort);
        AggregatorSettings metered = kafkaMetrics ? shared.withKafkaMetrics() : shared;
        AggregatorSettings settings = instance == null ? metered : metered.withInstanceId(instance);
        RoleOutput out = RoleOutput.of(spec.commandLine());
        try (StopSignal stop = StopSignal.install();
                Aggregator aggregator = Aggregator.start(settings)) {
            out.say(
                    "aggregator runs (Ctrl-C stops it); dashboard: " + aggregator.httpAddress(),
                    Map.of("role", WORDS.role()));
            ActivityReport said = new ActivityReport(WORDS, report.interval(), System::nanoTime);
            while (!stop.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                aggregator.failure().ifPresent(line -> {
                    throw new ActionableException("aggregator failed: " + line);
                });
                said.tick(() -> activity(aggregator)).ifPresent(out::say);
            }
            out.say(said.end(activity(aggregator)));
        }
        return 0;
    }

    private static RoleActivity activity(Aggregator aggregator) {
        AggregatorActivity activity = aggregator.activity();
        AggregatorHealth health = aggregator.check();
        return new RoleActivity(
                activity.scores(),
                activity.refused(),
                0,
                activity.behind(),
                false,
                new RoleActivity.Served(activity.experiments(), activity.questions()),
                health.ready() ? null : health.detail());
    }

    private Map<String, Object> properties() {
        if (standbyReplicas != null && standbyReplicas < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--standby-replicas must not be negative, is " + standbyReplicas);
        }
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        if (standbyReplicas != null) {
            properties.put(STANDBY_REPLICAS, standbyReplicas);
        }
        properties.putIfAbsent(STANDBY_REPLICAS, 1);
        return properties;
    }

    /** The host by which others reach this one, which they cannot where it listens on this machine alone. */
    private String advertised() {
        InetAddress bound = ListeningSocket.address(httpHost);
        if (advertisedHost == null) {
            return bound.isAnyLocalAddress() ? machine() : httpHost;
        }
        if (bound.isLoopbackAddress() && !isLoopback(advertisedHost)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "others cannot reach this aggregator at --advertised-host " + advertisedHost
                            + ", since it listens on " + httpHost
                            + ", for this machine alone: give --http-host 0.0.0.0, or an address of this machine");
        }
        return advertisedHost;
    }

    private void warnOfMissingSecret(ServerSettings server) {
        if (advertisedHost != null && !isLoopback(advertisedHost) && server.shownToPeers() == null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(
                    "aggregators of other machines will be refused: give --internal-secret-file FILE to all of them");
            err.flush();
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Name of this machine, if it has one that leads back to it. */
    private static String machine() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
