package io.steerscope.results.intake;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.MarginScore;

/** Leaves the bulky parts of records behind: what statistics and reports need of a record fits some 300 bytes. */
public final class Payloads {

    private Payloads() {}

    /** The score without its image embedding; null stays null. */
    public static @Nullable MarginScore withoutEmbedding(@Nullable MarginScore score) {
        if (score == null || score.getImageEmbedding() == null && score.getEmbedding() == null) {
            return score;
        }
        return new MarginScore(
                score.getIdentity(),
                score.getScorerId(),
                score.getScorerSha256(),
                score.getScorerDtype(),
                score.getCategory(),
                score.getSource(),
                score.getTarget(),
                score.getSimSource(),
                score.getSimTarget(),
                score.getMargin(),
                score.getMeasure(),
                score.getSourceTruncated(),
                score.getTargetTruncated(),
                score.getTokens(),
                score.getImageSha256(),
                score.getImagePosition(),
                null,
                null,
                score.getScoredAt(),
                score.getPlace());
    }

    /** The dead letter without the value of the record that failed. */
    public static DeadLetter withoutValue(DeadLetter letter) {
        return new DeadLetter(
                letter.getStage(),
                letter.getKind(),
                letter.getError(),
                letter.getIdentity(),
                letter.getCategory(),
                letter.getScorerId(),
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                letter.getOriginalKey(),
                letter.getOriginalHeaders(),
                null,
                letter.getFailedAt(),
                letter.getOriginalTimestamp(),
                letter.getWhole(),
                letter.getRetry(),
                letter.getPlace());
    }
}
