package io.steerscope.results.figures;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/** The answer to the question of the experiment, in two sentences. */
public final class Finding {

    private Finding() {}

    /** The primary figure over all categories and alphas, then how many cells work. */
    public static String sentences(ScorerReport scorer, MethodReport method) {
        FinalAnalysis results = method.results();
        Estimate estimate = results.primaryOverall();
        if (estimate.mean() == null || estimate.pTwoSided() == null) {
            return "Under scorer %s, method %s has too few complete items to be tested yet."
                    .formatted(scorer.scorerId(), method.method());
        }
        SampleSummary items = results.items().overall();
        return "Judged by %s, %s %s: mean margin %s over %s (%s interval %s, %s; two-sided t-test%s, %s); %s of %s above 0. %s"
                .formatted(
                        scorer.scorerId(),
                        method.method(),
                        claim(scorer, estimate),
                        Numbers.margin(estimate.mean()),
                        Numbers.count(estimate.n(), estimate.unit()),
                        Numbers.share(estimate.level()),
                        Numbers.interval(estimate.interval()),
                        estimate.intervalMethod(),
                        results.hasSeveralAlphas() ? " clustered by pair, the primary figure" : " over items",
                        Numbers.p(estimate.pTwoSided()),
                        Numbers.share(items.successRate()),
                        Numbers.count(items.n(), "item"),
                        results.verdicts().sentence());
    }

    private static String claim(ScorerReport scorer, Estimate estimate) {
        if (!scorer.completeness().isAtPlannedN()) {
            return "has not been judged at its planned n";
        }
        Interval interval = estimate.interval();
        if (interval != null && interval.low() > 0.0) {
            return "leaves images closer to their target than to their source on average";
        }
        return interval != null && interval.high() < 0.0
                ? "leaves images closer to their source than to their target on average"
                : "shows no evidence of leaving images closer to one than to the other on average";
    }
}
