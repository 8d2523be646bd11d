package io.steerscope.worker.stage;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.SkippedJob;

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

    /**
     * Work that is not wanted any more and was not done; it becomes one record in the
     * {@link StageDefinition#skipTopic topic of skips} of the stage.
     *
     * @param key the key under which the result would have been written
     * @param record which job it was, and why it is not wanted
     */
    record Skip<O>(String key, SkippedJob record) implements Outcome<O> {}
}
