package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.MethodDifferences;
import io.steerscope.statistics.interval.Interval;

/** What a contrast claims, in words. */
final class ContrastWords {

    private ContrastWords() {}

    /** Whether the method does more than the other at the largest alpha, in one sentence. */
    static String claim(MethodPairContrast one) {
        ContrastFigures figures = one.contrast().atLargestAlpha();
        String judge = one.scorer() == null ? "" : "Judged by %s, ".formatted(one.scorer());
        if (figures == null || figures.mean() == null) {
            return judge
                    + "%s and %s have no complete item in common to be contrasted by."
                            .formatted(one.method(), one.against());
        }
        return judge
                + "%s: %s at alpha %s is %s over %s%s."
                        .formatted(
                                verdict(one, figures.interval()),
                                one.name(),
                                one.contrast().byAlpha().lastKey(),
                                Numbers.margin(figures.mean()),
                                Numbers.count(figures.n(), "pair"),
                                evidence(one, figures));
    }

    private static String verdict(MethodPairContrast one, @Nullable Interval interval) {
        if (interval == null || interval.contains(0.0)) {
            return "no difference between %s and %s is shown%s"
                    .formatted(one.method(), one.against(), one.contrast().isFinished() ? "" : " so far");
        }
        return interval.low() > 0.0
                ? "%s leaves images closer to their target than %s does".formatted(one.method(), one.against())
                : "%s leaves images closer to their target than %s does".formatted(one.against(), one.method());
    }

    private static String evidence(MethodPairContrast one, ContrastFigures figures) {
        List<String> parts = new ArrayList<>();
        if (figures.running() != null) {
            parts.add(" of %s".formatted(Numbers.count(figures.running().plannedN())));
        }
        if (figures.interval() == null) {
            parts.add(", too few for an interval");
        } else {
            parts.add(", %s %s %s, %s"
                    .formatted(
                            Numbers.share(figures.level()),
                            one.contrast().isFinished() ? "t interval" : "confidence sequence",
                            Numbers.interval(figures.interval()),
                            Numbers.p(figures.pTwoSided())));
        }
        if (figures.signFlips() != null) {
            parts.add(", by exact sign flips " + Numbers.p(figures.signFlips().pTwoSided()));
        }
        return String.join("", parts);
    }

    /** What is left out, and what the figures hold for. */
    static String rest(MethodPairContrast one) {
        MethodDifferences differences = one.contrast().differences();
        long alone = differences.itemsOfMethodOnly() + differences.itemsOfAgainstOnly();
        String leftOut = alone == 0
                ? "All complete items are common to both."
                : "Left out because they are complete under one of them alone: %s under %s, %s under %s; %s without a common item."
                        .formatted(
                                Numbers.count(differences.itemsOfMethodOnly(), "item"),
                                one.method(),
                                Numbers.count(differences.itemsOfAgainstOnly()),
                                one.against(),
                                Numbers.count(differences.pairsWithoutCommonItem(), "pair"));
        return one.contrast().isFinished()
                ? leftOut
                : leftOut + " Intervals are confidence sequences: they hold at every moment, however often one looks.";
    }

    /** What the columns of the table mean. */
    static String caption(MethodPairContrast one) {
        ContrastFigures figures = Objects.requireNonNull(one.contrast().overall());
        String family = one.contrast().isFinished()
                ? "cells of category and alpha that have a test"
                : "cells of category and alpha of the design";
        return "Mean over pairs of %s at the same seeds, with %s %s; rows of all alphas are of each pair's mean over its alphas%s. p is two-sided and goes with the interval, not adjusted; Holm: adjusted over the %s %s%s."
                .formatted(
                        one.name(),
                        Numbers.share(figures.level()),
                        one.contrast().isFinished() ? "t interval" : "confidence sequence",
                        one.contrast().isFinished() ? "" : ", of the pairs that are there at every one",
                        Numbers.count(one.contrast().holmTwoSided().size()),
                        family,
                        one.contrast().isFinished() ? "; sign flips: exact, two-sided, up to 20 pairs" : "");
    }
}
