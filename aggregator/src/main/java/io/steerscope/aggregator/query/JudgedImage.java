package io.steerscope.aggregator.query;

import java.util.List;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/**
 * What is known about one image. At least one of the lists is not empty.
 *
 * @param identity which image
 * @param scores its scores, by scorer
 * @param failures attempts to make or to score it that were given up, those included that succeeded later
 */
public record JudgedImage(Identity identity, List<MarginScore> scores, List<DeadLetter> failures) {

    /** Copies the lists. */
    public JudgedImage {
        scores = List.copyOf(scores);
        failures = List.copyOf(failures);
    }
}
