package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.client.ClusterProbe;
import io.steerscope.worker.stage.Output;
import io.steerscope.worker.stage.SharedOutput;
import io.steerscope.worker.stage.StageDefinition;

/**
 * Looks every few seconds, on a thread of its own, whether the cluster answers and has the topics of a stage. Kafka's
 * consumer says neither: without brokers, or without its topic, a poll is just empty.
 */
final class ClusterWatch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private final Set<String> topics;
    private final Supplier<ClusterProbe> opener;
    private volatile @Nullable String trouble;

    ClusterWatch(StageDefinition<?, ?, ?> stage, Supplier<ClusterProbe> opener) {
        this.topics = new TreeSet<>(List.of(stage.inputTopic(), stage.deadLetterTopic()));
        if (stage.skipTopic() != null) {
            topics.add(stage.skipTopic());
        }
        stage.outputs().stream().map(Output::topic).forEach(topics::add);
        stage.sharedOutputs().stream().map(SharedOutput::topic).forEach(topics::add);
        this.opener = opener;
    }

    /** What a missing topic means. */
    static String missingLine(String topic) {
        return "topic %s does not exist; 'steerscope topics apply' creates it".formatted(topic);
    }

    /** What was wrong at the last look, or null if nothing was. Called from any thread. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Looks until its thread is interrupted. */
    @Override
    public void run() {
        try (ClusterProbe probe = opener.get()) {
            while (true) {
                note(look(probe));
                Thread.sleep(INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            note("the cluster cannot be watched: " + FailureLine.of(e));
        }
    }

    private @Nullable String look(ClusterProbe probe) throws InterruptedException {
        try {
            Set<String> missing = probe.missing(topics, ANSWER_TIMEOUT);
            return missing.isEmpty() ? null : missingLine(String.join(", ", missing));
        } catch (TimeoutException e) {
            return "the cluster has not answered for " + ANSWER_TIMEOUT.toSeconds() + " s";
        } catch (KafkaException e) {
            String refusal = Refusal.SEEING.line(e);
            return refusal == null ? FailureLine.of(e) : refusal;
        }
    }

    private void note(@Nullable String present) {
        String before = trouble;
        trouble = present;
        if (present != null && !present.equals(before)) {
            LOG.atWarn().addKeyValue("error", present).log("The cluster is not as the worker needs it");
        } else if (present == null && before != null) {
            LOG.atInfo().log("The cluster is as the worker needs it again");
        }
    }
}
