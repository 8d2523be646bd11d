package io.steerscope.aggregator.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;

/**
 * What is known about one image. There is a summary, or one of the lists is not empty.
 *
 * @param identity which image
 * @param summary what it is and what made it, or null for an image made before there were summaries, or not made
 * @param scores its scores, by scorer
 * @param failures attempts to make or to score it that were given up, those included that succeeded later
 */
public record JudgedImage(
        Identity identity, @Nullable ImageSummary summary, List<MarginScore> scores, List<DeadLetter> failures) {

    /** Copies the lists. */
    public JudgedImage {
        scores = List.copyOf(scores);
        failures = List.copyOf(failures);
    }
}
