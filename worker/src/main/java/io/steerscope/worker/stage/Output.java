package io.steerscope.worker.stage;

import java.util.function.Function;

import org.apache.kafka.common.serialization.Serializer;

/**
 * One of the records that a stage writes for each {@link Outcome.Emit}, under the key of the emit.
 *
 * @param topic where the record goes
 * @param serializer gives the record's value
 * @param <O> what the stage emits
 */
public record Output<O>(String topic, Serializer<O> serializer) {

    /** An output that writes one part of what the stage emits. */
    public static <O, R> Output<O> of(String topic, Function<O, R> part, Serializer<R> serializer) {
        return new Output<>(topic, (target, emitted) -> serializer.serialize(target, part.apply(emitted)));
    }
}
