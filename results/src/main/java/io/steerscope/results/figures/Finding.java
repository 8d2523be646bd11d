package io.steerscope.results.figures;

import java.util.Objects;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/** The answer to the question of the experiment, in two sentences. */
public final class Finding {

    private Finding() {}

    /** The primary figure over all categories and alphas, then how many cells work. */
    public static String sentences(ScorerReport scorer, MethodReport method) {
        FinalAnalysis results = method.results();
        OverCategories headline = results.headline();
        if (headline == null || headline.mean() == null || headline.interval() == null) {
            return "Under scorer %s, method %s has too few complete items to be tested yet."
                    .formatted(scorer.scorerId(), method.method());
        }
        SampleSummary items = Objects.requireNonNull(results.items().byAlpha().get(headline.alpha()));
        return "Judged by %s, %s %s. The %s is %s, %s interval %s (%s), %s; %s of %s above 0. %s"
                .formatted(
                        scorer.scorerId(),
                        method.method(),
                        claim(scorer, headline.interval()),
                        headline.estimand(),
                        Numbers.margin(headline.mean()),
                        Numbers.share(headline.level()),
                        Numbers.interval(headline.interval()),
                        headline.method(),
                        Numbers.p(headline.pTwoSided()),
                        Numbers.share(items.successRate()),
                        Numbers.count(items.n(), "item"),
                        results.verdicts().sentence());
    }

    private static String claim(ScorerReport scorer, Interval interval) {
        if (!scorer.completeness().isAtPlannedN()) {
            return "has not been judged at its planned n";
        }
        if (interval.low() > 0.0) {
            return "leaves images closer to their target than to their source on average";
        }
        return interval.high() < 0.0
                ? "leaves images closer to their source than to their target on average"
                : "shows no evidence of leaving images closer to one than to the other on average";
    }
}
