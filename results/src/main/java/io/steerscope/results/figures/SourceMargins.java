package io.steerscope.results.figures;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/** The margins of the source images under one scorer, from which steering starts. */
public final class SourceMargins {

    private record PairSeed(String pairId, long seed) {

        static PairSeed of(Identity identity) {
            return new PairSeed(identity.getPairId(), identity.getSeed());
        }
    }

    private final Map<PairSeed, Double> margins = new HashMap<>();

    private SourceMargins() {}

    /**
     * Those among some scores.
     *
     * @param unsteered scores of unsteered images by one scorer, each image once
     */
    public static SourceMargins of(Collection<MarginScore> unsteered) {
        SourceMargins sources = new SourceMargins();
        for (MarginScore score : unsteered) {
            if (score.getIdentity().getMethod().equals(UnsteeredImage.SOURCE.id())) {
                sources.margins.put(PairSeed.of(score.getIdentity()), ScoreValue.of(score));
            }
        }
        return sources;
    }

    /**
     * The shift of a steered image: its margin less that of the source image of its pair and seed. Empty where there is
     * none, and of unsteered images.
     */
    public OptionalDouble shift(MarginScore score) {
        Double source = margins.get(PairSeed.of(score.getIdentity()));
        boolean steered = UnsteeredImage.named(score.getIdentity().getMethod()).isEmpty();
        return source == null || !steered ? OptionalDouble.empty() : OptionalDouble.of(ScoreValue.of(score) - source);
    }
}
