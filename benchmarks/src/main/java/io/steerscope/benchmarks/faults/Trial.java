package io.steerscope.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The processes of one experiment, on topics of its own. */
final class Trial implements AutoCloseable {

    static final String EXPERIMENT = "trial";

    private static final int ALPHAS = 2;

    /** So many that images are still being made when the last fault comes. */
    private static final String STEPS = "80";

    private final TrialSettings settings;
    private final String prefix;
    private final Path folder;
    private final Path pairs;
    private final Map<String, RoleProcess> roles = new LinkedHashMap<>();

    Trial(TrialSettings settings, String prefix) throws IOException {
        this.settings = settings;
        this.prefix = prefix;
        this.folder = Files.createDirectories(settings.folder().resolve(prefix));
        this.pairs = TrialPairs.write(folder.resolve("pairs.csv"), settings.pairsPerCategory());
        Path dynamic = config("dynamic", "");
        Path lasting = config(
                "lasting",
                "group.instance.id=lasting\n"
                        + "partition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor\n");
        role(
                "generator",
                lasting,
                "generate",
                "--generator",
                settings.generator().toString(),
                "--instance",
                "g",
                "--batch-size",
                "4",
                "--metrics-port",
                port("generator"));
        role(
                "scorer",
                dynamic,
                "score",
                "--scorer",
                settings.scorer().toString(),
                "--instance",
                "s",
                "--metrics-port",
                port("scorer"));
        role(
                "aggregator",
                dynamic,
                "aggregate",
                "--state",
                folder.resolve("state").toString(),
                "--http-port",
                port("aggregator"),
                "--application-id",
                prefix + "aggregator");
    }

    String prefix() {
        return prefix;
    }

    /** Images of the experiment, steered at every alpha and unsteered. */
    int images() {
        return settings.pairsPerCategory() * TrialPairs.categories() * settings.seeds() * (ALPHAS + 1);
    }

    /** Creates the topics. */
    void createTopics() throws IOException, InterruptedException {
        RoleProcess apply = process("topics", List.of("topics", "apply", "--partitions", "4"), List.of());
        Integer status = apply.start().awaitEnd(TrialSettings.PATIENCE);
        if (status == null || status != 0) {
            throw new IllegalStateException("topics apply: " + apply.lastLine());
        }
    }

    /** The process that writes the experiment; it is not started. */
    RoleProcess producer() {
        return process(
                "producer",
                List.of("produce"),
                List.of(
                        "--experiment",
                        EXPERIMENT,
                        "--generator",
                        settings.generator().toString(),
                        "--pairs",
                        pairs.toString(),
                        "--seeds",
                        IntStream.range(0, settings.seeds())
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(",")),
                        "--alphas",
                        "0.5,1.0",
                        "--methods",
                        "lerp",
                        "--baseline",
                        "source",
                        "--steps",
                        STEPS,
                        "--size",
                        "64"));
    }

    RoleProcess role(String name) {
        return Objects.requireNonNull(roles.get(name));
    }

    void start() throws IOException {
        for (RoleProcess role : roles.values()) {
            role.start();
        }
    }

    /** Starts again what has ended by itself, and returns what that was. */
    List<String> restartEnded() throws IOException {
        List<String> ended = new ArrayList<>();
        for (RoleProcess role : roles.values()) {
            if (!role.isAlive()) {
                ended.add(role.name() + " ended by itself: " + role.lastLine());
                role.start();
            }
        }
        return ended;
    }

    @Override
    public void close() {
        roles.values().forEach(RoleProcess::close);
    }

    private String port(String role) {
        return Integer.toString(Objects.requireNonNull(settings.httpPorts().get(role)));
    }

    private void role(String name, Path config, String... arguments) {
        roles.put(name, process(name, List.of(arguments), List.of("--config", config.toString())));
    }

    private RoleProcess process(String name, List<String> command, List<String> more) {
        List<String> all = new ArrayList<>();
        all.add(settings.launcher().toString());
        all.addAll(command);
        all.addAll(List.of("--bootstrap-server", settings.bootstrapServers(), "--topic-prefix", prefix));
        all.addAll(more);
        return new RoleProcess(name, all, folder.resolve(name + ".log"));
    }

    /** Sessions of six seconds, so that a member that is gone is missed soon. */
    private Path config(String name, String more) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".properties"), more + "session.timeout.ms=6000\nheartbeat.interval.ms=1500\n");
    }
}
