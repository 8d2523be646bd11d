package io.steerscope.benchmarks.scaling;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerProgress;

/**
 * Workers whose model waits, in one process, until it is told to stop: role, topic prefix, folder of the bundles,
 * milliseconds of a batch, images of a batch, and of each worker its name and a file of client properties. Each commit
 * is printed as a line; see {@link Commit}.
 */
final class WaitingWorkerMain {

    private static final int LOOK_MILLIS = 10;
    private static final int FIRST_WORKER = 5;

    private final String name;
    private final Worker worker;
    private long seen;

    private WaitingWorkerMain(String name, Worker worker) {
        this.name = name;
        this.worker = worker;
    }

    public static void main(String[] arguments) throws Exception {
        Role role = Role.valueOf(arguments[0]);
        TopicCatalogue topics = TopicCatalogue.withPrefix(arguments[1]);
        WaitingStages stages =
                new WaitingStages(Path.of(arguments[2]), Duration.ofMillis(Long.parseLong(arguments[3])));
        int batch = Integer.parseInt(arguments[4]);
        List<WaitingWorkerMain> workers = new ArrayList<>();
        for (int i = FIRST_WORKER; i < arguments.length; i += 2) {
            String name = arguments[i];
            Map<String, Object> properties = properties(Path.of(arguments[i + 1]));
            workers.add(new WaitingWorkerMain(
                    name, stages.worker(role, topics, stages.settings(role, topics, name, batch, properties))));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(workers)));
        workers.forEach(one -> one.worker.start());
        while (workers.stream().noneMatch(one -> one.worker.state().isFinal())) {
            workers.forEach(WaitingWorkerMain::look);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        System.exit(1);
    }

    private static void stop(List<WaitingWorkerMain> workers) {
        workers.forEach(one -> one.worker.requestStop());
        workers.forEach(one -> {
            one.worker.close();
            one.look();
        });
    }

    private synchronized void look() {
        WorkerProgress progress = worker.progress();
        if (progress.commits() > seen) {
            seen = progress.commits();
            Commit commit = new Commit(
                    System.currentTimeMillis(),
                    progress.commits(),
                    progress.settled(),
                    progress.commitTime().toNanos() / 1e9);
            System.out.println(commit.line(name));
        }
    }

    private static Map<String, Object> properties(Path file) throws Exception {
        Properties read = new Properties();
        try (InputStream input = Files.newInputStream(file)) {
            read.load(input);
        }
        Map<String, Object> properties = new HashMap<>();
        read.forEach((key, value) -> properties.put(key.toString(), value));
        return properties;
    }
}
