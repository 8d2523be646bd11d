package io.steerscope.benchmarks.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** Faults as a program: kills, stops, rounds, seed, home of the project, folder, pairs in each category. */
final class FaultsMain {

    private static final int SEEDS = 2;

    private FaultsMain() {}

    public static void main(String[] arguments) throws Exception {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
        Path home = Path.of(arguments[4]).toAbsolutePath();
        Path folder = Files.createDirectories(Path.of(arguments[5]).toAbsolutePath());
        Path bundles = home.resolve("inference/src/test/resources/bundles");
        int brokerPort = FreePorts.next();
        TrialSettings settings = new TrialSettings(
                home.resolve("steerscope"),
                folder,
                bundles.resolve("tiny-sdxl"),
                bundles.resolve("tiny-clip-c"),
                List.of(brokerPort),
                httpPorts(),
                Integer.parseInt(arguments[6]),
                SEEDS);
        FaultTable table = new FaultTable();
        RoleProcess broker = new RoleProcess(
                "broker",
                List.of(
                        settings.launcher().toString(),
                        "broker",
                        "--data",
                        folder.resolve("broker").toString(),
                        "--port",
                        Integer.toString(brokerPort)),
                folder.resolve("broker.log"));
        new Faults(settings, table, Long.parseLong(arguments[3]), Map.of("broker", broker))
                .run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        table.print(System.out);
        System.exit(table.isClean() ? 0 : 1);
    }

    /** A free port for each role that has one, no two the same. */
    static Map<String, Integer> httpPorts() throws IOException {
        try (ServerSocket generator = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket scorer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket aggregator = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of(
                    "generator", generator.getLocalPort(),
                    "scorer", scorer.getLocalPort(),
                    "aggregator", aggregator.getLocalPort());
        }
    }
}
