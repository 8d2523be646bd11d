package io.steerscope.results.analysis;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.figures.OverCategories;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.estimate.RatioOfMeans;
import io.steerscope.statistics.interval.Interval;

/** What a shift claims, in words. */
final class ShiftWords {

    private ShiftWords() {}

    /** Whether images lie closer to their target than without steering, at the largest alpha; how many cells move. */
    static String claim(MethodShift one) {
        String judge = one.scorer() == null ? "" : "Judged by %s, ".formatted(one.scorer());
        if (one.figures().isOfCells()) {
            return "What %s moved%s. %s"
                    .formatted(
                            one.subject(),
                            one.scorer() == null ? "" : ", judged by " + one.scorer(),
                            one.verdicts().sentence());
        }
        ContrastFigures running = one.figures().atLargestAlpha();
        if (running == null || running.mean() == null) {
            return judge
                    + "no item of %s%s is complete together with its unsteered images%s. %s"
                            .formatted(
                                    one.subject(),
                                    running == null
                                            ? ""
                                            : " at alpha "
                                                    + one.figures().byAlpha().lastKey(),
                                    one.isFinished() ? "" : " yet",
                                    one.verdicts().sentence());
        }
        OverCategories headline = one.results() == null ? null : one.results().headline();
        double alpha = one.figures().byAlpha().lastKey();
        String figures = headline == null
                ? running(running)
                : "%s over %s%s"
                        .formatted(
                                Numbers.margin(headline.mean()),
                                Numbers.count(headline.pairs(), "pair"),
                                headline.interval() == null
                                        ? ""
                                        : ", %s interval %s (%s), %s"
                                                .formatted(
                                                        Numbers.share(headline.level()),
                                                        Numbers.interval(headline.interval()),
                                                        headline.method(),
                                                        Numbers.p(headline.pTwoSided())));
        Interval interval = headline == null ? running.interval() : headline.interval();
        return judge
                + "%s: the mean shift at alpha %s is %s%s. %s"
                        .formatted(
                                verdict(one, interval),
                                alpha,
                                figures,
                                share(one, alpha),
                                one.verdicts().sentence());
    }

    private static String running(ContrastFigures figures) {
        String of = figures.running() == null
                ? ""
                : " of %s".formatted(Numbers.count(figures.running().plannedN()));
        return "%s over %s%s%s"
                .formatted(
                        Numbers.margin(figures.mean()),
                        Numbers.count(figures.n(), "pair"),
                        of,
                        figures.interval() == null
                                ? figures.n() >= 2 && Double.valueOf(0.0).equals(figures.sd())
                                        ? ", all shifts equal"
                                        : ", too few for an interval"
                                : ", %s confidence sequence %s"
                                        .formatted(
                                                Numbers.share(figures.level()), Numbers.interval(figures.interval())));
    }

    /** What the interval says; "moves" is said by the rule of verdicts alone. */
    private static String verdict(MethodShift one, @Nullable Interval interval) {
        if (interval == null || interval.contains(0.0)) {
            return "no change of the margin by %s is shown%s"
                    .formatted(one.subject(), one.isFinished() ? "" : " so far");
        }
        return "%s leaves images %s their target than without steering"
                .formatted(one.subject(), interval.low() > 0.0 ? "closer to" : "further from");
    }

    private static String share(MethodShift one, double alpha) {
        RatioOfMeans share =
                one.shares() == null ? null : one.shares().byAlpha().get(alpha);
        if (share == null || share.ratio() == null) {
            return "";
        }
        return ", %s of the way to the image of the target's own prompt%s"
                .formatted(
                        Numbers.share(share.ratio()),
                        share.interval() == null ? "" : " " + FigureUnit.SHARE.interval(share.interval()));
    }

    /** What is left out, and the rule of the verdicts. */
    static String rest(MethodShift one) {
        String left = one.itemsWithoutBaseline() == 0
                ? ""
                : "%s left out, as an unsteered image of their pair is missing. "
                        .formatted(Numbers.count(one.itemsWithoutBaseline(), "complete item"));
        return left + one.verdicts().ruleSentences();
    }

    /** What the columns of the table mean. */
    static String caption(MethodShift one) {
        String level = Numbers.share(one.figures().overall().level());
        String interval = one.isFinished()
                ? "%s t interval, over all categories with the standard error by category".formatted(level)
                : "%s confidence sequence".formatted(level);
        return ("Mean over pairs of the item's margin less that of its unsteered images, with its %s, not adjusted; p against a"
                        + " mean of at most 0, adjusted, and what is shown at least, or excluded, by the same test.%s")
                .formatted(interval, one.shares() == null ? "" : shareCaption(one, level));
    }

    private static String shareCaption(MethodShift one, String level) {
        return " Target share: mean shift over the mean way from the unsteered image to that of the target's own prompt, a"
                + " ratio of means; none where that way is not above 0."
                + (one.isFinished()
                        ? " Its interval is Fieller's (%s, for one look); none where the way does not differ from 0."
                                .formatted(level)
                        : "");
    }
}
