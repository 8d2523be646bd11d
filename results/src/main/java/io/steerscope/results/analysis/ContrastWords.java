package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.PairedDifferences;
import io.steerscope.statistics.interval.Interval;

/** What a contrast claims, in words. */
final class ContrastWords {

    private ContrastWords() {}

    /** Whether the first side does more than the second at the largest alpha, in one sentence. */
    static String claim(ShownContrast one) {
        ContrastFigures figures = one.contrast().atLargestAlpha();
        String of = one.of().isEmpty()
                ? ""
                : one.of().substring(0, 1).toUpperCase(Locale.ROOT) + one.of().substring(1) + ", ";
        if (one.contrast().isOfCells()) {
            return of + ofCells(one);
        }
        if (figures == null || figures.mean() == null) {
            return of
                    + "%s and %s have no complete item in common to be contrasted by%s%s."
                            .formatted(
                                    one.first(),
                                    one.second(),
                                    one.contrast().differences().items() == 0
                                            ? ""
                                            : " at alpha "
                                                    + one.contrast().byAlpha().lastKey(),
                                    one.contrast().isFinished() ? "" : " yet");
        }
        return of
                + "%s: %s at alpha %s is %s over %s%s%s."
                        .formatted(
                                verdict(one, figures.interval()),
                                one.name(),
                                one.contrast().byAlpha().lastKey(),
                                one.unit().value(figures.mean()),
                                Numbers.count(figures.n(), "pair"),
                                evidence(one, figures),
                                figures.interval() == null ? "" : byCategory(one.contrast()));
    }

    /** The difference at the largest alpha with its interval; empty where there is none. */
    static String briefly(ShownContrast one) {
        ContrastFigures figures = one.contrast().atLargestAlpha();
        return one.contrast().isOfCells() || figures == null || figures.mean() == null
                ? ""
                : "%s at α %s: %s %s"
                        .formatted(
                                one.name(),
                                one.contrast().byAlpha().lastKey(),
                                one.unit().value(figures.mean()),
                                one.unit().interval(figures.interval()))
                        .strip();
    }

    /** In how many cells the difference is clear, adjusted over all cells. */
    private static String ofCells(ShownContrast one) {
        Differences clear = Differences.of(one.contrast(), cell -> true);
        return "of %s of category and alpha the %s is shown to be larger %s than %s in %s and smaller in %s (Holm)."
                .formatted(
                        Numbers.count(clear.cells(), "cell"),
                        one.quantity(),
                        one.at(one.first()),
                        one.at(one.second()),
                        Numbers.count(clear.larger()),
                        Numbers.count(clear.smaller()));
    }

    private static String verdict(ShownContrast one, @Nullable Interval interval) {
        if (interval == null || interval.contains(0.0)) {
            return "no difference between %s and %s is shown%s"
                    .formatted(one.first(), one.second(), one.contrast().isFinished() ? "" : " so far");
        }
        return "the %s is %s %s than %s"
                .formatted(
                        one.quantity(),
                        interval.low() > 0.0 ? "larger" : "smaller",
                        one.at(one.first()),
                        one.at(one.second()));
    }

    private static String evidence(ShownContrast one, ContrastFigures figures) {
        List<String> parts = new ArrayList<>();
        if (figures.running() != null) {
            parts.add(" of %s".formatted(Numbers.count(figures.running().plannedN())));
        }
        if (figures.interval() == null) {
            boolean isVaried = figures.n() < 2 || figures.tTest() != null || figures.running() != null;
            parts.add(isVaried ? ", too few for an interval" : ", all differences are equal");
        } else {
            parts.add(", %s %s, %s"
                    .formatted(
                            one.intervalName(figures.level()),
                            one.unit().interval(figures.interval()),
                            Numbers.p(figures.pTwoSided())));
        }
        if (figures.signFlips() != null) {
            parts.add(", by exact sign flips " + Numbers.p(figures.signFlips().pTwoSided()));
        }
        return String.join("", parts);
    }

    /** What is left out, and what the figures hold for. */
    static String rest(ShownContrast one) {
        PairedDifferences differences = one.contrast().differences();
        long alone = differences.itemsOfFirstOnly() + differences.itemsOfSecondOnly();
        String leftOut = alone == 0
                ? "All complete items are common to both."
                : "Left out because they are complete %s: %s %s, %s %s; %s without a common item."
                        .formatted(
                                one.at("one of them alone"),
                                Numbers.count(differences.itemsOfFirstOnly(), "item"),
                                one.at(one.first()),
                                Numbers.count(differences.itemsOfSecondOnly()),
                                one.at(one.second()),
                                Numbers.count(differences.pairsWithoutCommonItem(), "pair"));
        return one.contrast().isFinished()
                ? leftOut
                : leftOut + " Intervals are confidence sequences: they hold at every moment, however often one looks.";
    }

    /** What the columns of the table mean. */
    static String caption(ShownContrast one) {
        ContrastFigures figures = Objects.requireNonNull(one.contrast().overall());
        boolean isFinished = one.contrast().isFinished();
        String family = isFinished
                ? "cells of category and alpha that have a test"
                : "cells of category and alpha of the design";
        String alphas = one.contrast().byAlpha().size() < 2
                ? ""
                : "; rows of all alphas are of each pair's mean over its alphas"
                        + (isFinished ? "" : ", of the pairs that are there at every one");
        return "%s over pairs of %s at the same seeds, with its %s%s. p is two-sided and goes with the interval, not"
                        .formatted(mean(one), one.name(), one.intervalName(figures.level()), alphas)
                + " adjusted; Holm: adjusted over the %s %s%s."
                        .formatted(
                                Numbers.count(one.contrast().holmTwoSided().size()),
                                family,
                                one.scales() == null && isFinished
                                        ? "; sign flips: exact, two-sided, up to 20 pairs"
                                        : "");
    }

    private static String mean(ShownContrast one) {
        List<Double> scales = one.scales();
        return scales == null
                ? "Mean"
                : ("The scales differ: margins are divided by the standard deviation of the common items within cells, %s %s and %s %s;"
                                + " the interval allows for its being estimated (jackknife over pairs). Margins: their"
                                + " difference in units of each scorer. Mean")
                        .formatted(
                                FigureUnit.AMOUNT.value(scales.get(0)),
                                one.at(one.first()),
                                FigureUnit.AMOUNT.value(scales.get(1)),
                                one.at(one.second()));
    }

    /**
     * In how many categories the difference at the largest alpha is clear, adjusted over all cells; empty of one
     * category.
     */
    private static String byCategory(PairedContrast contrast) {
        double alpha = contrast.byAlpha().lastKey();
        Differences clear = Differences.of(contrast, cell -> cell.alpha() == alpha);
        return clear.cells() < 2
                ? ""
                : "; by category it is shown to be larger in %s and smaller in %s of %s (Holm)"
                        .formatted(
                                Numbers.count(clear.larger()),
                                Numbers.count(clear.smaller()),
                                Numbers.count(clear.cells()));
    }

    /**
     * In how many cells a difference is clear, adjusted over all cells of the contrast.
     *
     * @param cells number of cells that are looked at
     * @param larger in how many the difference is above 0
     * @param smaller in how many it is below
     */
    private record Differences(long cells, long larger, long smaller) {

        static Differences of(PairedContrast contrast, Predicate<CategoryAlpha> isWanted) {
            long cells = 0;
            long larger = 0;
            long smaller = 0;
            for (Map.Entry<CategoryAlpha, ContrastFigures> cell :
                    contrast.byCategoryAlpha().entrySet()) {
                if (isWanted.test(cell.getKey())) {
                    cells++;
                    Double p = contrast.holmTwoSided().get(cell.getKey());
                    Double mean = cell.getValue().mean();
                    if (p != null && mean != null && p <= 1.0 - cell.getValue().level()) {
                        larger += mean > 0.0 ? 1 : 0;
                        smaller += mean < 0.0 ? 1 : 0;
                    }
                }
            }
            return new Differences(cells, larger, smaller);
        }
    }
}
