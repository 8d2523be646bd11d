package io.steerscope.results.figures;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.SampleSummary;

/** The answer to the question of the experiment, in two sentences. */
public final class Finding {

    private static final double SIGNIFICANCE = 0.05;

    private Finding() {}

    /** The primary figure over all categories and alphas, then how many cells work. */
    public static String sentences(ScorerReport scorer, MethodReport method) {
        FinalAnalysis results = method.results();
        Estimate estimate = results.primaryOverall();
        if (estimate.mean() == null || estimate.pGreater() == null) {
            return "Under scorer %s, method %s has too few complete items to be tested yet."
                    .formatted(scorer.scorerId(), method.method());
        }
        SampleSummary items = results.items().overall();
        return "Judged by %s, %s %s: mean margin %s over %s (%s interval %s, %s; one-sided t-test%s, %s); %s of %s above 0. %s"
                .formatted(
                        scorer.scorerId(),
                        method.method(),
                        claim(scorer, estimate.pGreater()),
                        Numbers.margin(estimate.mean()),
                        Numbers.count(estimate.n(), estimate.unit()),
                        Numbers.share(estimate.level()),
                        Numbers.interval(estimate.interval()),
                        estimate.intervalMethod(),
                        results.hasSeveralAlphas() ? " clustered by pair, the primary figure" : " over items",
                        Numbers.p(estimate.pGreater()),
                        Numbers.share(items.successRate()),
                        Numbers.count(items.n(), "item"),
                        results.verdicts().sentence());
    }

    private static String claim(ScorerReport scorer, double p) {
        if (!scorer.completeness().isAtPlannedN()) {
            return "has not been judged at its planned n";
        }
        return p < SIGNIFICANCE
                ? "moves images towards their target on average"
                : "has not been shown to move images towards their target";
    }
}
