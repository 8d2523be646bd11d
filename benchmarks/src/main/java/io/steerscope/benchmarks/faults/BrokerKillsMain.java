package io.steerscope.benchmarks.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

import io.steerscope.app.broker.ClusterLayout;

/**
 * Kills on a cluster of three brokers as a program: kills, seed, home of the project, folder, pairs in a category,
 * seeds.
 */
final class BrokerKillsMain {

    private static final int NODES = 3;
    private static final String LOOPBACK = "127.0.0.1";

    private BrokerKillsMain() {}

    public static void main(String[] arguments) throws Exception {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
        Path home = Path.of(arguments[2]).toAbsolutePath();
        Path folder = Files.createDirectories(Path.of(arguments[3]).toAbsolutePath());
        Path bundles = home.resolve("inference/src/test/resources/bundles");
        Path data = folder.resolve("kafka");
        ClusterLayout cluster = ClusterLayout.prepare(Files.createDirectories(data), NODES, LOOPBACK, 0, LOOPBACK);
        TrialSettings settings = new TrialSettings(
                home.resolve("steerscope"),
                folder,
                bundles.resolve("tiny-sdxl"),
                bundles.resolve("tiny-clip-c"),
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(node -> Integer.parseInt(cluster.address(node).substring(LOOPBACK.length() + 1)))
                        .toList(),
                FaultsMain.httpPorts(),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
        Map<String, RoleProcess> nodes = new LinkedHashMap<>();
        for (int node = 1; node <= NODES; node++) {
            nodes.put(
                    "node-" + node,
                    new RoleProcess(
                            "node-" + node,
                            List.of(
                                    settings.launcher().toString(),
                                    "broker",
                                    "--data",
                                    data.toString(),
                                    "--node",
                                    Integer.toString(node)),
                            folder.resolve("node-" + node + ".log")));
        }
        FaultTable table = new FaultTable();
        new Faults(settings, table, Long.parseLong(arguments[1]), nodes).runRandom(Integer.parseInt(arguments[0]));
        table.print(System.out);
        System.exit(table.isClean() ? 0 : 1);
    }
}
