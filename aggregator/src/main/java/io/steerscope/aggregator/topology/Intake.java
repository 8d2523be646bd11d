package io.steerscope.aggregator.topology;

import org.jspecify.annotations.Nullable;

/** What comes out of the bytes of a record, under the key of the record that carries this. */
sealed interface Intake<V> {

    /** It counts; null retracts. */
    record Taken<V>(@Nullable V value) implements Intake<V> {}

    /** It is a dead letter, whose headers are those of the record that carries this. */
    record Letter<V>(byte[] bytes) implements Intake<V> {}
}
