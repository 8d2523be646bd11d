package io.steerscope.results.figures;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.PairedDifference;
import io.steerscope.statistics.analysis.SampleSummary;

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

    /** The tests that the items determine: those that assume less, the effect of alpha, and whether categories differ. */
    public static List<FurtherTest> of(MarginAnalysis analysis) {
        List<FurtherTest> tests = new ArrayList<>();
        SampleSummary overall = analysis.overall();
        if (overall.mean() != null) {
            overItems(overall, tests);
        }
        for (PairedDifference difference : analysis.alphaPaired()) {
            Double p = difference.tTest() == null ? null : difference.tTest().pGreater();
            tests.add(new FurtherTest(
                    "Does alpha " + difference.toAlpha() + " move more than " + difference.fromAlpha() + "?",
                    "paired t-test within pairs, one-sided",
                    difference.n(),
                    "pair",
                    Numbers.margin(difference.mean()) + ", " + Numbers.p(p)));
        }
        if (analysis.alphaTrend() != null) {
            tests.add(new FurtherTest(
                    "Does the margin rise with alpha?",
                    "Page's trend test within pairs, one-sided",
                    analysis.alphaTrend().rows(),
                    "pair",
                    Numbers.format("z %.2f, ", analysis.alphaTrend().z())
                            + Numbers.p(analysis.alphaTrend().pGreater())));
        }
        if (analysis.heterogeneityByCategory() != null) {
            tests.add(new FurtherTest(
                    "Do the categories differ?",
                    "Cochran's Q, I²; over items",
                    analysis.heterogeneityByCategory().groups(),
                    "group",
                    Numbers.format(
                                    "Q %.1f, I² ",
                                    analysis.heterogeneityByCategory().q())
                            + Numbers.share(analysis.heterogeneityByCategory().iSquared())
                            + ", "
                            + Numbers.p(analysis.heterogeneityByCategory().p())));
        }
        return tests;
    }

    private static void overItems(SampleSummary overall, List<FurtherTest> tests) {
        tests.add(new FurtherTest(
                "Is the median margin above 0?",
                "sign test over items, exact, one-sided",
                overall.n(),
                "item",
                Numbers.p(overall.signTestPGreater())));
        tests.add(new FurtherTest(
                "Are margins shifted above 0?",
                "Wilcoxon signed rank over items, one-sided",
                overall.n(),
                "item",
                Numbers.p(overall.wilcoxonPGreater())));
        tests.add(new FurtherTest(
                "Success rate",
                Numbers.share(overall.level()) + " Wilson interval over items",
                overall.n(),
                "item",
                Numbers.share(overall.successRate()) + " " + Numbers.shares(overall.wilson())));
        if (overall.tTest() != null) {
            tests.add(new FurtherTest(
                    "Size of the effect",
                    "Cohen's d over items",
                    overall.n(),
                    "item",
                    Numbers.format("%.3f", overall.tTest().cohensD())));
        }
    }
}
