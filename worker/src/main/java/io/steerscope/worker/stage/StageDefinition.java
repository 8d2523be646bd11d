package io.steerscope.worker.stage;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A stage as the worker runs it.
 *
 * @param name name of the stage in dead letters, logs and metrics: {@code generator} or {@code scorer}
 * @param scorerId scorer of the stage, for its dead letters; null for the generator
 * @param inputTopic topic that is read
 * @param outputTopic topic of {@link Outcome.Emit}
 * @param deadLetterTopic topic of {@link Outcome.Reject} and of all records that fail
 * @param deserializer reads an input value; used by several threads at once
 * @param serializer writes an output value
 * @param processor does the work; the worker closes it
 */
public record StageDefinition<I, P, O>(
        String name,
        @Nullable String scorerId,
        String inputTopic,
        String outputTopic,
        String deadLetterTopic,
        Deserializer<I> deserializer,
        Serializer<O> serializer,
        StageProcessor<I, P, O> processor) {}
