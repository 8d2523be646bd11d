package io.steerscope.worker.stage;

import java.util.List;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A stage as the worker runs it.
 *
 * @param name name of the stage in dead letters, logs and metrics: {@code generator} or {@code scorer}
 * @param scorerId scorer of the stage, for its dead letters; null for the generator
 * @param inputTopic topic that is read
 * @param outputs the records of each {@link Outcome.Emit}, at least one; a transaction holds all of them or none
 * @param sharedOutputs the records that results have in common
 * @param deadLetterTopic topic of {@link Outcome.Reject} and of all records that fail
 * @param skipTopic topic of {@link Outcome.Skip}; null for a stage that skips nothing
 * @param deserializer reads an input value; used by several threads at once
 * @param processor does the work; the worker closes it
 */
public record StageDefinition<I, P, O>(
        String name,
        @Nullable String scorerId,
        String inputTopic,
        List<Output<O>> outputs,
        List<SharedOutput<O>> sharedOutputs,
        String deadLetterTopic,
        @Nullable String skipTopic,
        Deserializer<I> deserializer,
        StageProcessor<I, P, O> processor) {

    /** @throws IllegalArgumentException if there is no output */
    public StageDefinition {
        outputs = List.copyOf(outputs);
        sharedOutputs = List.copyOf(sharedOutputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("stage " + name + " has no output");
        }
    }

    /** A stage whose results share no records. */
    public StageDefinition(
            String name,
            @Nullable String scorerId,
            String inputTopic,
            List<Output<O>> outputs,
            String deadLetterTopic,
            @Nullable String skipTopic,
            Deserializer<I> deserializer,
            StageProcessor<I, P, O> processor) {
        this(name, scorerId, inputTopic, outputs, List.of(), deadLetterTopic, skipTopic, deserializer, processor);
    }

    /** A stage that skips nothing, and whose results share no records. */
    public StageDefinition(
            String name,
            @Nullable String scorerId,
            String inputTopic,
            List<Output<O>> outputs,
            String deadLetterTopic,
            Deserializer<I> deserializer,
            StageProcessor<I, P, O> processor) {
        this(name, scorerId, inputTopic, outputs, deadLetterTopic, null, deserializer, processor);
    }
}
