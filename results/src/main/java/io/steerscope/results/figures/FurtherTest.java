package io.steerscope.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.FurtherFigures;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.PairedDifference;
import io.steerscope.statistics.estimate.CategoryHeterogeneity;
import io.steerscope.statistics.estimate.CategoryMeans;
import io.steerscope.statistics.estimate.ClusteredRate;
import io.steerscope.statistics.estimate.MeanFigures;
import io.steerscope.statistics.estimate.VarianceComponents;
import io.steerscope.statistics.hypothesis.StandardisedMean;

/**
 * One row of the table of further tests over all categories.
 *
 * @param question what is asked
 * @param method how it is answered
 * @param n units that the answer rests on
 * @param unit what n counts, in the singular
 * @param result figures
 */
public record FurtherTest(String question, String method, long n, String unit, String result) {

    private static final int MANY_SEEDS = 10;

    /**
     * The tests that the items determine, with pairs as the independent units: those that assume less than t, the size
     * of the effect, the effect of alpha, whether categories differ, and what more seeds or pairs would buy.
     */
    public static List<FurtherTest> of(FinalAnalysis results) {
        List<FurtherTest> tests = new ArrayList<>();
        FurtherFigures further = results.further();
        overPairs(further.pairMeans(), tests);
        if (further.successRate() != null) {
            successRate(further.successRate(), tests);
        }
        ofAlpha(results.items(), further, tests);
        if (further.categories() != null && further.categories().heterogeneity() != null) {
            heterogeneity(further.categories().heterogeneity(), tests);
        }
        if (!further.categoriesByAlpha().isEmpty()) {
            double largest = further.categoriesByAlpha().lastKey();
            newCategory(Objects.requireNonNull(further.categoriesByAlpha().get(largest)), largest, tests);
        }
        if (further.variancesByAlpha() != null && !further.variancesByAlpha().isEmpty()) {
            double largest = further.variancesByAlpha().lastKey();
            variances(Objects.requireNonNull(further.variancesByAlpha().get(largest)), largest, tests);
        }
        return tests;
    }

    private static void overPairs(MeanFigures pairs, List<FurtherTest> tests) {
        if (pairs.signTest() != null) {
            tests.add(new FurtherTest(
                    "Is the median pair above 0?",
                    "sign test over pair means of all alphas, exact, one-sided",
                    pairs.n(),
                    "pair",
                    Numbers.p(pairs.signTest())));
        }
        Double wilcoxon = pairs.wilcoxonExact() == null ? pairs.wilcoxonApproximate() : pairs.wilcoxonExact();
        if (wilcoxon != null) {
            tests.add(new FurtherTest(
                    "Are pairs shifted above 0?",
                    "Wilcoxon signed rank over pair means of all alphas, one-sided"
                            + (pairs.wilcoxonExact() == null ? ", normal approximation" : ", exact"),
                    pairs.n(),
                    "pair",
                    Numbers.p(wilcoxon)));
        }
        StandardisedMean standardised = pairs.standardised();
        if (standardised != null && standardised.hedgesG() != null) {
            tests.add(new FurtherTest(
                    "Size of the effect",
                    ("Hedges' g of the pair means of all alphas; beside it the %s interval of Cohen's d by the noncentral t,"
                                    + " for normal items")
                            .formatted(Numbers.share(pairs.level())),
                    pairs.n(),
                    "pair",
                    Numbers.format(
                            "g %.3f; d [%.3f, %.3f]",
                            standardised.hedgesG(),
                            standardised.interval().low(),
                            standardised.interval().high())));
        }
    }

    private static void successRate(ClusteredRate rate, List<FurtherTest> tests) {
        tests.add(new FurtherTest(
                "Success rate",
                Numbers.share(rate.level()) + " Wilson interval that allows for the items of a pair",
                rate.items(),
                "item",
                (Numbers.share(rate.rate()) + " " + Numbers.shares(rate.wilson())).strip()
                        + (rate.designEffect() == null
                                ? ""
                                : Numbers.format(", design effect %.2f", rate.designEffect()))));
    }

    private static void ofAlpha(MarginAnalysis items, FurtherFigures further, List<FurtherTest> tests) {
        for (PairedDifference difference : items.alphaPaired()) {
            Double p = difference.tTest() == null ? null : difference.tTest().pTwoSided();
            tests.add(new FurtherTest(
                    "Does alpha " + difference.toAlpha() + " move more than " + difference.fromAlpha() + "?",
                    "paired t-test within pairs, two-sided",
                    difference.n(),
                    "pair",
                    Numbers.margin(difference.mean())
                            + (difference.tTest() == null
                                    ? ""
                                    : " " + Numbers.interval(difference.tTest().interval()))
                            + ", " + Numbers.p(p)));
        }
        if (further.slope() != null) {
            tests.add(new FurtherTest(
                    "By how much does the margin rise from alpha 0 to 1?",
                    "least squares within pairs, cluster-robust t, two-sided",
                    further.slope().pairs(),
                    "pair",
                    "%s %s, %s"
                            .formatted(
                                    Numbers.margin(further.slope().slope().mean()),
                                    Numbers.interval(further.slope().slope().interval()),
                                    Numbers.p(further.slope().slope().pTwoSided()))));
        }
        if (items.alphaTrend() != null) {
            tests.add(new FurtherTest(
                    "Does the margin rise with alpha?",
                    "Page's trend test within pairs, one-sided",
                    items.alphaTrend().rows(),
                    "pair",
                    Numbers.format("z %.2f, ", items.alphaTrend().z())
                            + Numbers.p(items.alphaTrend().pGreater())));
        }
    }

    private static void heterogeneity(CategoryHeterogeneity found, List<FurtherTest> tests) {
        tests.add(new FurtherTest(
                "Do the categories differ?",
                "Welch's F and Cochran's Q over pair means of all alphas",
                found.categories(),
                "category",
                Numbers.format(
                        "F %.2f, %s; Q %.1f, %s, I² %s",
                        found.welchF(),
                        Numbers.p(found.welchP()),
                        found.q(),
                        Numbers.p(found.qP()),
                        Numbers.share(found.iSquared()))));
    }

    private static void newCategory(CategoryMeans means, double alpha, List<FurtherTest> tests) {
        CategoryHeterogeneity effects = means.heterogeneity();
        if (effects == null) {
            return;
        }
        tests.add(new FurtherTest(
                "What of a new category, at alpha " + alpha + "?",
                "random effects over the categories, Hartung-Knapp; %s prediction interval"
                        .formatted(Numbers.share(effects.level())),
                effects.categories(),
                "category",
                "%s %s%s"
                        .formatted(
                                Numbers.margin(effects.mean()),
                                Numbers.interval(effects.interval()),
                                effects.prediction() == null
                                        ? ""
                                        : "; a new one " + Numbers.interval(effects.prediction()))));
    }

    private static void variances(VarianceComponents components, double alpha, List<FurtherTest> tests) {
        Double now = components.standardError(components.pairs(), components.seeds());
        if (now == null) {
            return;
        }
        tests.add(new FurtherTest(
                "What would more seeds or pairs buy, at alpha " + alpha + "?",
                "standard error of the mean over the pairs of all categories together, from the variance between pairs and"
                        + " between seeds",
                components.pairs(),
                "pair",
                "now %s; with %d seeds %s; with twice the pairs %s"
                        .formatted(
                                error(now),
                                MANY_SEEDS,
                                error(components.standardError(components.pairs(), MANY_SEEDS)),
                                error(components.standardError(2 * components.pairs(), components.seeds())))));
    }

    private static String error(@Nullable Double standardError) {
        return standardError == null ? "–" : Numbers.format("%.4f", standardError);
    }
}
