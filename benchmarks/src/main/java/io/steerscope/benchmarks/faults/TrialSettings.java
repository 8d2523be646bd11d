package io.steerscope.benchmarks.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all trials share.
 *
 * @param launcher the command {@code steerscope}
 * @param folder for logs, state and the broker
 * @param generator bundle of the generator
 * @param scorer bundle of the scorer
 * @param brokerPorts ports of the brokers for clients
 * @param httpPorts of generator, scorer and aggregator, by these names
 * @param pairsPerCategory pairs of each category of the experiment, 1 to {@value TrialPairs#MOST}
 * @param seeds images of each prompt
 */
record TrialSettings(
        Path launcher,
        Path folder,
        Path generator,
        Path scorer,
        List<Integer> brokerPorts,
        Map<String, Integer> httpPorts,
        int pairsPerCategory,
        int seeds) {

    /** How long anything may take. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    String bootstrapServers() {
        return brokerPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }
}
