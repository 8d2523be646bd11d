package io.steerscope.results.intake;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;

/** When records were made, in milliseconds, as they say themselves: which of several partitions' records counts. */
public final class RecordTimes {

    private RecordTimes() {}

    /** When the image was judged. */
    public static long of(MarginScore score) {
        return score.getScoredAt().toEpochMilli();
    }

    /** When the image was made. */
    public static long of(ImageSummary image) {
        return image.getGeneratedAt().toEpochMilli();
    }

    /** When the job was skipped. */
    public static long of(SkippedJob job) {
        return job.getSkippedAt().toEpochMilli();
    }

    /** When the stage gave up, or the record was put back. */
    public static long of(DeadLetter letter) {
        return (letter.getRetry() == null
                        ? letter.getFailedAt()
                        : letter.getRetry().getRetriedAt())
                .toEpochMilli();
    }
}
