package io.steerscope.results.alignment;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.clustered.ClusterTTest;
import io.steerscope.statistics.clustered.ClusteredSummary;
import io.steerscope.statistics.interval.Interval;

/** Alignments in words. */
public final class AlignmentWords {

    /** What a clip is, and what it must not be taken for. */
    public static final String WHAT_IT_IS = "clip is 100 times the cosine of an image with its prompt, on L2-normalised"
            + " CLIP embeddings, unclamped. It has no zero that means anything, and a scorer favours some prompts: it gives"
            + " them more, whatever the image. So nothing is tested against 0, and clips are to be compared for the same"
            + " prompts, between methods or alphas, and not between categories or scorers.";

    /** How the other scales come about. */
    public static final String OTHER_SCALES =
            "Over images each image counts once, where clip is a mean over items. clamped is max(0, clip), and clamped"
                    + " over images max(0, clip over images), which is what CLIPScore of torchmetrics gives: it clamps the"
                    + " mean. CLIP-S is the mean over images of 2.5 max(0, cosine), each image clamped (Hessel et al. 2021).";

    private AlignmentWords() {}

    /** The mean of a method under a scorer, in one sentence. */
    public static String headline(String scorerId, String method, AlignmentFigures figures) {
        Estimate mean = Estimate.of(figures.overall());
        String subject = "Judged by " + scorerId + ", " + method + ": ";
        if (mean.clip() == null) {
            return subject + "no image has been scored yet.";
        }
        return subject
                + "the mean clip is %s%s, over %s of %s%s."
                        .formatted(
                                FigureUnit.CLIP.value(mean.clip()),
                                mean.interval() == null
                                        ? ""
                                        : ", %s interval %s (%s)"
                                                .formatted(
                                                        Numbers.share(figures.options()
                                                                .level()),
                                                        FigureUnit.CLIP.interval(mean.interval()),
                                                        mean.method()),
                                Numbers.count(figures.overall().items().n(), "item"),
                                Numbers.count(figures.overall().images().images(), "image"),
                                figures.hasSeveralAlphas() ? ", all alphas together" : "");
    }

    /**
     * The estimate of a group that is read first.
     *
     * @param clip mean clip; null without an item
     * @param interval its interval; null where there is none
     * @param method what the interval is
     */
    record Estimate(@Nullable Double clip, @Nullable Interval interval, String method) {

        /** Clustered by pair where the group holds several items of one. */
        static Estimate of(AlignmentGroup group) {
            ClusteredSummary pairs = group.pairs();
            if (pairs == null) {
                return scaled(group.items().mean(), group.items().meanInterval(), "t");
            }
            ClusterTTest test = pairs.tTest();
            return scaled(pairs.mean(), test == null ? null : test.interval(), "t, clustered by pair");
        }

        private static Estimate scaled(@Nullable Double mean, @Nullable Interval interval, String method) {
            return new Estimate(
                    mean == null ? null : Double.valueOf(Clip.FACTOR * mean),
                    interval == null ? null : interval.scaled(Clip.FACTOR),
                    method);
        }
    }
}
