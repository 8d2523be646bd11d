package io.steerscope.results.figures;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/** The figures of a cell of category and alpha in the full table. */
public final class CellFigures {

    /** From so many items on the BCa bootstrap interval covers what it promises, and stands beside the t interval. */
    private static final long FEWEST_FOR_BCA = 30;

    private CellFigures() {}

    /** What a cell of the table holds. */
    public static String caption(AnalysisOptions options) {
        return ("Mean margin over items with its %s t interval, from %d items on the BCa bootstrap interval (%s resamples),"
                        + " the success rate, p of the two-sided t-test and n items; each group by itself and not adjusted.")
                .formatted(Numbers.share(options.level()), FEWEST_FOR_BCA, Numbers.count(options.bootstrapResamples()));
    }

    /** The BCa interval with its name; empty below {@value #FEWEST_FOR_BCA} items and where there is none. */
    public static String bca(SampleSummary summary) {
        Interval interval = bcaInterval(summary);
        return interval == null ? "" : "BCa " + Numbers.interval(interval);
    }

    /** The BCa interval; null below {@value #FEWEST_FOR_BCA} items and where there is none. */
    static @Nullable Interval bcaInterval(SampleSummary summary) {
        return summary.n() < FEWEST_FOR_BCA || summary.bootstrap() == null
                ? null
                : summary.bootstrap().bca();
    }
}
