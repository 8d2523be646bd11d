package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.MethodContrast;
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
                + "%s: %s at alpha %s is %s over %s%s%s."
                        .formatted(
                                verdict(one, figures.interval()),
                                one.name(),
                                one.contrast().byAlpha().lastKey(),
                                Numbers.margin(figures.mean()),
                                Numbers.count(figures.n(), "pair"),
                                evidence(one, figures),
                                figures.interval() == null ? "" : byCategory(one.contrast()));
    }

    private static String verdict(MethodPairContrast one, @Nullable Interval interval) {
        if (interval == null || interval.contains(0.0)) {
            return "no difference between %s and %s is shown%s"
                    .formatted(one.method(), one.against(), one.contrast().isFinished() ? "" : " so far");
        }
        return "the margin is %s under %s than under %s"
                .formatted(interval.low() > 0.0 ? "larger" : "smaller", one.method(), one.against());
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
        String alphas = one.contrast().byAlpha().size() < 2
                ? ""
                : "; rows of all alphas are of each pair's mean over its alphas"
                        + (one.contrast().isFinished() ? "" : ", of the pairs that are there at every one");
        return "Mean over pairs of %s at the same seeds, with its %s %s%s. p is two-sided and goes with the interval, not"
                        .formatted(
                                one.name(),
                                Numbers.share(figures.level()),
                                one.contrast().isFinished() ? "t interval" : "confidence sequence",
                                alphas)
                + " adjusted; Holm: adjusted over the %s %s%s."
                        .formatted(
                                Numbers.count(one.contrast().holmTwoSided().size()),
                                family,
                                one.contrast().isFinished() ? "; sign flips: exact, two-sided, up to 20 pairs" : "");
    }

    /**
     * In how many categories the difference at the largest alpha is clear, adjusted over all cells; empty of one
     * category.
     */
    private static String byCategory(MethodContrast contrast) {
        double alpha = contrast.byAlpha().lastKey();
        long categories = 0;
        long larger = 0;
        long smaller = 0;
        for (Map.Entry<CategoryAlpha, ContrastFigures> cell :
                contrast.byCategoryAlpha().entrySet()) {
            if (cell.getKey().alpha() == alpha) {
                categories++;
                Double p = contrast.holmTwoSided().get(cell.getKey());
                Double mean = cell.getValue().mean();
                if (p != null && mean != null && p <= 1.0 - cell.getValue().level()) {
                    larger += mean > 0.0 ? 1 : 0;
                    smaller += mean < 0.0 ? 1 : 0;
                }
            }
        }
        return categories < 2
                ? ""
                : "; by category it is shown to be larger in %s and smaller in %s of %s (Holm)"
                        .formatted(Numbers.count(larger), Numbers.count(smaller), Numbers.count(categories));
    }
}
