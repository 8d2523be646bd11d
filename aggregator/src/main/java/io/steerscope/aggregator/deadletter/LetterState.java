package io.steerscope.aggregator.deadletter;

/** What has become of a dead letter. */
public enum LetterState {
    /** Nothing yet. */
    OPEN,
    /** Its record was put back. */
    RETRIED,
    /** The image was made, or scored, all the same. */
    MENDED,
    /** The same job failed again at the same stage, or the same record: the later letter stands for it. */
    SUPERSEDED
}
