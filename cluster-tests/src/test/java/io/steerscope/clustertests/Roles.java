package io.steerscope.clustertests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.steerscope.benchmarks.faults.RoleProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands of {@code steerscope} as processes, with the classes of this test. */
final class Roles implements AutoCloseable {

    private final Path folder;
    private final List<RoleProcess> processes = new ArrayList<>();

    /** @param folder where their client properties and outputs go */
    Roles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Starts a command; {@code clients} is its {@code --config}. */
    RoleProcess start(String name, Map<String, Object> clients, List<String> arguments) throws IOException {
        Path config = Files.writeString(
                folder.resolve(name + ".properties"),
                clients.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--config", config.toString()));
        return start(name, all);
    }

    /** Starts a command that is no client. */
    RoleProcess start(String name, List<String> arguments) throws IOException {
        return startJava(name, List.of(), arguments);
    }

    /** Starts a command that is no client, with more options of Java. */
    RoleProcess startJava(String name, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.graph_optimizer=false",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(options);
        command.add("io.steerscope.app.Steerscope");
        command.addAll(arguments);
        RoleProcess process = new RoleProcess(name, command, folder.resolve(name + ".log")).start();
        processes.add(process);
        return process;
    }

    /** Runs a command to its end, which has to be a good one; returns what it printed. */
    String run(String name, Map<String, Object> clients, List<String> arguments)
            throws IOException, InterruptedException {
        RoleProcess process = start(name, clients, arguments);
        assertThat(process.awaitEnd(Duration.ofMinutes(2))).as(process.output()).isEqualTo(0);
        return process.output();
    }

    @Override
    public void close() {
        processes.forEach(RoleProcess::close);
    }
}
