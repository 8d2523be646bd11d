package io.steerscope.results.figures;

import io.steerscope.results.document.Numbers;

/** What stands above the table of figures clustered by pair beside those over items. */
public final class PairedColumns {

    private PairedColumns() {}

    /** Method, level and family of both columns, and which of them is primary. */
    public static String caption(FinalAnalysis results) {
        return ("Mean margin over all alphas with %s BCa bootstrap interval (%s resamples) and p of the one-sided t-test of"
                        + " a mean above 0; Holm adjusts p over the family of %s. %s")
                .formatted(
                        Numbers.share(results.items().options().level()),
                        Numbers.count(results.items().options().bootstrapResamples()),
                        categories(results.pairs().holmByCategory().size()),
                        results.hasSeveralAlphas()
                                ? "Primary is clustered by pair: the alphas of a pair are not independent."
                                : "With one alpha each pair is one item, and both columns say the same.");
    }

    private static String categories(int count) {
        return count == 1 ? "1 category" : count + " categories";
    }
}
