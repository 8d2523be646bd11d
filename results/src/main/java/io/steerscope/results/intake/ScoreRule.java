package io.steerscope.results.intake;

import java.util.Optional;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.identity.ScoreKey;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/** A score names an image and a scorer, and its cosines and their difference can be such. */
final class ScoreRule implements RecordRule<MarginScore> {

    /** Room for the embedding. */
    private static final int EMBEDDING_BYTES = 1 << 20;

    /** Cosines of vectors of floats may be a little more than 1. */
    private static final double LARGEST_COSINE = 1.001;

    private static final double LARGEST_MARGIN = 2.0;

    private static final int TEXTS = 3;
    private static final int UTF8_BYTES = 3;

    private final RecordLimits limits;
    private final boolean keepsEmbedding;

    private ScoreRule(RecordLimits limits, boolean keepsEmbedding) {
        this.limits = limits;
        this.keepsEmbedding = keepsEmbedding;
    }

    /** What is accepted is without its embedding. */
    static ScoreRule leavingEmbeddings(RecordLimits limits) {
        return new ScoreRule(limits, false);
    }

    /** What is accepted is as it was. */
    static ScoreRule keepingEmbeddings(RecordLimits limits) {
        return new ScoreRule(limits, true);
    }

    @Override
    public String what() {
        return "score";
    }

    @Override
    public long mostBytes() {
        return EMBEDDING_BYTES + (long) TEXTS * UTF8_BYTES * limits.promptLength();
    }

    @Override
    public Optional<String> ownKey(MarginScore score) {
        return Optional.of(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()));
    }

    @Override
    public boolean isKey(String key) {
        try {
            ScoreKey parsed = RecordKeys.parseScoreKey(key);
            return RecordKeys.scoreKey(parsed.identity(), parsed.scorerId()).equals(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Judgement<MarginScore> judge(String key, MarginScore score) {
        Bounds.nameOrNone("measure", score.getMeasure());
        if (Measure.of(score.getMeasure()) == Measure.ALIGNMENT) {
            alignment(score);
        } else {
            Bounds.magnitude("margin", score.getMargin(), LARGEST_MARGIN);
            Bounds.magnitude("similarity with the source prompt", score.getSimSource(), LARGEST_COSINE);
        }
        Bounds.magnitude("similarity with the target prompt", score.getSimTarget(), LARGEST_COSINE);
        Bounds.text("category", score.getCategory(), limits.promptLength());
        Bounds.text("source prompt", score.getSource(), limits.promptLength());
        Bounds.text("target prompt", score.getTarget(), limits.promptLength());
        Bounds.name("scorer's checksum", score.getScorerSha256());
        Bounds.nameOrNone("scorer's type", score.getScorerDtype());
        Bounds.name("image's checksum", score.getImageSha256());
        Bounds.stored(score.getCategory(), score.getSource(), score.getTarget());
        PromptTokens tokens = score.getTokens();
        if (tokens != null) {
            Bounds.atLeast("number of unknown tokens of the source prompt", tokens.getUnknownSource(), 0);
            Bounds.atLeast("number of unknown tokens of the target prompt", tokens.getUnknownTarget(), 0);
        }
        ImagePosition position = score.getImagePosition();
        if (position != null) {
            Bounds.atLeast("image's partition", position.getPartition(), 0);
            Bounds.atLeast("image's offset", position.getOffset(), 0);
        }
        Bounds.place(score.getPlace());
        Bounds.unitVector("image embedding", score.getEmbedding());
        MarginScore kept = keepsEmbedding ? score : Payloads.withoutEmbedding(score);
        return new Judgement.Accepted<>(key, kept == null ? score : kept);
    }

    /** What an image without a source prompt has no part in must be absent, so that nothing takes it for a figure. */
    private static void alignment(MarginScore score) {
        if (!score.getSource().isEmpty()) {
            throw Bounds.invalid("it is an alignment and has a source prompt");
        }
        if (!Double.isNaN(score.getMargin()) || !Double.isNaN(score.getSimSource())) {
            throw Bounds.invalid("it is an alignment and has a margin or a similarity with the source prompt");
        }
        PromptTokens tokens = score.getTokens();
        if (score.getSourceTruncated() || tokens != null && (tokens.getSame() || tokens.getUnknownSource() != 0)) {
            throw Bounds.invalid("it is an alignment and says something of the tokens of a source prompt");
        }
    }
}
