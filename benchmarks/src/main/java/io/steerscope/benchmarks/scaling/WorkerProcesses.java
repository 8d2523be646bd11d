package io.steerscope.benchmarks.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.steerscope.benchmarks.faults.FreePorts;
import io.steerscope.benchmarks.faults.RoleProcess;

/** Makes the processes of one stage. */
final class WorkerProcesses {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** So that a worker has one core, whatever the machine has, and a thread of its model another worker's at most. */
    private static final String ONE_CORE = "-XX:ActiveProcessorCount=1";

    private final ScaleOutSettings settings;
    private final StagePlan plan;
    private final String prefix;
    private final Path folder;
    private int made;

    WorkerProcesses(ScaleOutSettings settings, StagePlan plan, String prefix) throws IOException {
        this.settings = settings;
        this.plan = plan;
        this.prefix = prefix;
        this.folder = Files.createDirectories(settings.folder().resolve(plan.name()));
    }

    /** A process that is not started yet, of so many workers; only those whose model waits can be several. */
    WorkerProcess next(int workers) throws IOException {
        List<String> names = IntStream.range(made, made + workers)
                .mapToObj(i -> "w" + (i + 1))
                .toList();
        made += workers;
        Path log = folder.resolve(names.get(0) + ".log");
        return plan.waits() ? waiting(names, log) : real(names.get(0), log);
    }

    private WorkerProcess waiting(List<String> names, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (names.size() == 1 ? 256 : 128 * names.size()) + "m",
                "-XX:+UseSerialGC",
                "-cp",
                CLASS_PATH,
                WaitingWorkerMain.class.getName(),
                plan.role().name(),
                prefix,
                settings.bundles().toString(),
                Long.toString(settings.batchTime().toMillis()),
                Integer.toString(settings.batch())));
        for (String name : names) {
            command.add(name);
            command.add(properties(name).toString());
        }
        return new WorkerProcess(
                new RoleProcess(names.get(0), command, log),
                names,
                names.stream()
                        .<CommitSource>map(name -> new LoggedCommits(name, log))
                        .toList());
    }

    private WorkerProcess real(String name, Path log) throws IOException {
        int port = FreePorts.next();
        List<String> command = new ArrayList<>(List.of(
                "env",
                "STEERSCOPE_JAVA_OPTIONS=-Xmx512m " + ONE_CORE,
                settings.home().resolve("steerscope").toString()));
        command.addAll(
                switch (plan.role()) {
                    case GENERATOR ->
                        List.of(
                                "generate",
                                "--generator",
                                settings.bundles().resolve("toybox-sdxl").toString());
                    case SCORER ->
                        List.of(
                                "score",
                                "--scorer",
                                settings.bundles().resolve("toybox-clip").toString());
                });
        command.addAll(List.of(
                "--bootstrap-server",
                settings.bootstrapServers(),
                "--topic-prefix",
                prefix,
                "--instance",
                name,
                "--threads",
                "1",
                "--metrics-port",
                Integer.toString(port),
                "--config",
                properties(name).toString()));
        return new WorkerProcess(new RoleProcess(name, command, log), List.of(name), List.of(new ScrapedCommits(port)));
    }

    private Path properties(String name) throws IOException {
        String text = "bootstrap.servers=" + settings.bootstrapServers() + "\nconsumer.client.id=" + name
                + "\nsession.timeout.ms=" + ScaleOutSettings.SESSION.toMillis() + "\nheartbeat.interval.ms="
                + ScaleOutSettings.SESSION.toMillis() / 4 + "\n";
        String lasting = "group.instance.id=" + name
                + "\npartition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor\n";
        return Files.writeString(folder.resolve(name + ".properties"), plan.isStatic() ? text + lasting : text);
    }
}
