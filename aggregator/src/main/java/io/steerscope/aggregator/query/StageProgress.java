package io.steerscope.aggregator.query;

import org.jspecify.annotations.Nullable;

/**
 * How far one stage of an experiment is, in images.
 *
 * @param stage {@link #GENERATOR}, in its place {@link #INGEST} where the images were made elsewhere, or
 *     {@link #SCORER}
 * @param scorerId the scorer bundle of a scorer stage, else null
 * @param done images that the stage has made, ingested or scored
 * @param failed images that have no result of this stage and never will, unless they are tried again
 * @param skipped images that were not made because they were not wanted any more
 * @param expected images of the design
 */
public record StageProgress(
        String stage, @Nullable String scorerId, long done, long failed, long skipped, long expected) {

    /** The stage that makes images. */
    public static final String GENERATOR = "generator";

    /** The stage that images from elsewhere come in by. */
    public static final String INGEST = "ingest";

    /** The stage that scores images. */
    public static final String SCORER = "scorer";

    /** Of an experiment without skipped jobs. */
    public StageProgress(String stage, @Nullable String scorerId, long done, long failed, long expected) {
        this(stage, scorerId, done, failed, 0, expected);
    }

    /** Images neither done nor failed nor skipped, never negative. */
    public long missing() {
        return Math.max(0, expected - settled());
    }

    /** Images done, failed or skipped. */
    public long settled() {
        return done + failed + skipped;
    }
}
