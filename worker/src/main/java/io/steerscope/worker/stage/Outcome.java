package io.steerscope.worker.stage;

import io.steerscope.schemas.record.FailureKind;

/**
 * What became of one input record.
 *
 * @param <O> what the stage emits
 */
public sealed interface Outcome<O> {

    /**
     * A result, which becomes one record in every {@link StageDefinition#outputs output} of the stage.
     *
     * @param key deterministic key: redoing the work overwrites, it never adds
     */
    record Emit<O>(String key, O value) implements Outcome<O> {}

    /**
     * A dead letter.
     *
     * @param message one line that says what was wrong with the input
     */
    record Reject<O>(FailureKind kind, String message) implements Outcome<O> {}
}
