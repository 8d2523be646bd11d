package io.steerscope.benchmarks.scaling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What all stages share.
 *
 * @param home folder of the project
 * @param folder for logs and the broker
 * @param brokerPort port of the broker
 * @param measured how long each number of workers is measured
 * @param partitions of jobs and of images
 * @param batchTime what a model that waits takes for a batch
 * @param batch images of such a batch
 * @param levels how many workers whose model waits there are, one number after another
 */
record ScaleOutSettings(
        Path home,
        Path folder,
        int brokerPort,
        Duration measured,
        int partitions,
        Duration batchTime,
        int batch,
        List<Integer> levels) {

    /** How long anything may take. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** How long a new number of workers works before it is measured. */
    static final Duration SETTLING = Duration.ofSeconds(2);

    /** After which the group takes a member that is gone for dead; Kafka's default is 45 s. */
    static final Duration SESSION = Duration.ofSeconds(6);

    ScaleOutSettings {
        levels = List.copyOf(levels);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    Path bundles() {
        return home.resolve("bundles");
    }
}
