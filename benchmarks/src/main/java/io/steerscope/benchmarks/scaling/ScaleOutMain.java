package io.steerscope.benchmarks.scaling;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import ch.qos.logback.classic.LoggerContext;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.LoggerFactory;

import io.steerscope.benchmarks.faults.FreePorts;
import io.steerscope.benchmarks.faults.RoleProcess;

/**
 * Scale-out as a program: home of the project, folder, seconds of a measurement, partitions, milliseconds of a batch of
 * a model that waits, images of it, its numbers of workers and the names of the stages, both separated by commas.
 */
final class ScaleOutMain {

    private ScaleOutMain() {}

    public static void main(String[] arguments) throws Exception {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
        ScaleOutSettings settings = new ScaleOutSettings(
                Path.of(arguments[0]).toAbsolutePath(),
                Files.createDirectories(Path.of(arguments[1]).toAbsolutePath()),
                FreePorts.next(),
                Duration.ofSeconds(Long.parseLong(arguments[2])),
                Integer.parseInt(arguments[3]),
                Duration.ofMillis(Long.parseLong(arguments[4])),
                Integer.parseInt(arguments[5]),
                Stream.of(arguments[6].split(",")).map(Integer::valueOf).toList());
        List<String> stages = List.of(arguments[7].split(","));
        boolean clean = true;
        try (RoleProcess broker = broker(settings).start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            awaitBroker(settings, broker);
            System.out.println(Machine.line() + " " + setting(settings) + "\n");
            ScaleOut scaleOut = new ScaleOut(settings, broker);
            for (StagePlan plan : StagePlan.all(settings)) {
                if (stages.contains(plan.name())) {
                    StageResult result = scaleOut.run(plan);
                    ScaleOutTables.print(result, System.out);
                    clean &= result.records().isClean();
                }
            }
        } catch (IllegalStateException e) {
            System.err.println("scale-out: " + e.getMessage());
            clean = false;
        }
        System.exit(clean ? 0 : 1);
    }

    private static String setting(ScaleOutSettings settings) {
        return ("All processes, the broker's and this one too, share them. %d partitions, one copy; each number of workers"
                        + " measured for %d s (generators that compute: twice that); a member that is gone is missed"
                        + " after %d s (Kafka's default: 45 s).")
                .formatted(
                        settings.partitions(), settings.measured().toSeconds(), ScaleOutSettings.SESSION.toSeconds());
    }

    private static RoleProcess broker(ScaleOutSettings settings) {
        return new RoleProcess(
                "broker",
                List.of(
                        settings.home().resolve("steerscope").toString(),
                        "broker",
                        "--data",
                        settings.folder().resolve("broker").toString(),
                        "--port",
                        Integer.toString(settings.brokerPort())),
                settings.folder().resolve("broker.log"));
    }

    private static void awaitBroker(ScaleOutSettings settings, RoleProcess broker) throws Exception {
        long deadline = System.nanoTime() + ScaleOutSettings.PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
            while (true) {
                try {
                    admin.describeCluster().nodes().get();
                    return;
                } catch (ExecutionException e) {
                    if (!broker.isAlive() || System.nanoTime() - deadline > 0) {
                        throw new IllegalStateException("the broker does not answer: " + broker.lastLine());
                    }
                }
            }
        }
    }
}
